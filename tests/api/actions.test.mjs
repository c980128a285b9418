// `available_actions` tells the truth: from each standing of a complaint, for the manager and for the complainant, every
// action that is allowed works, and every one that is blocked is refused.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { appointed, asked, at, decided, dispatched, found, received, stage1Answered, stage2Asked } from './support/cases.mjs';
import { given, ifMatch } from './support/heard.mjs';

const service = await given.service();
const TODAY = '2026-06-01';
const council = () => service.story({ policy: 'middlesbrough', today: TODAY });

const LIMBS = { not_reasonable_to_expect_earlier: 'He was homeless.', can_be_considered_fairly: 'The files are there.' };
const DECLARATIONS = { subject: false, manages_subject: false, manages_service: false, controls_resources: false, considers_for_the_council: false };
const ROUTE = { points: [{ point: 1, procedure: 'other_body', body: 'school', reasons: 'The school runs it.' }] };
const EXTENSION = { stage: 1, new_due_on: '2026-06-29', ground: 'complex' };

const decide = (kind, detail) => (story, complaint) => decided(story, complaint, { kind, reasons: 'As the file shows.', detail });
const ask = (kind, more) => (story, complaint) => asked(story, complaint, kind, more);

/** A complaint brought to each standing. */
const STANDINGS = {
  'just received': (story) => received(story),
  'with nothing but words': (story) => story.complaint(),
  'from somebody whose interest is open': (story) => received(story, { capacity: 'other_26_3_e' }),
  'a year too late': (story) => received(story, { grounds_arose_on: '2023-09-01' }),
  'waiting for an advocate': (story) => received(story, { capacity: 'child_looked_after', advocate_wanted: true }),
  'tried by a quick fix': brought(ask('try_early_resolution')),
  'with a quick fix proposed': brought(decide('proposal', { of: 'early_resolution' })),
  'with a later start asked for': brought(ask('later_start', { detail: { start_on: '2026-06-08' } })),
  'with the skipping of stage 1 asked for': brought(ask('skip_stage_1')),
  'with the skipping of stage 1 proposed': brought(decide('proposal', { of: 'skip_stage_1' })),
  'to be extended': brought(decide('extension', EXTENSION)),
  'routed elsewhere': brought(decide('route', ROUTE)),
  'with findings': brought(async (story, complaint) => found(story, complaint, await appointed(story, complaint))),
  'with a withdrawal to be confirmed': brought(ask('withdraw')),
  withdrawn: brought(ask('withdraw'), (story, complaint) => dispatched(story, complaint, 'withdrawal_confirmed')),
  answered: async (story) => (await stage1Answered(story)).complaint,
  'resolved, its terms not yet written': brought(ask('try_early_resolution'), ask('accept_outcome')),
  'at its written record': (story) => investigated(story, { form: 'oral' }),
  'at stage 2': (story) => investigated(story),
};

/** Stage 2 was asked for, and has its investigator and its independent person (reg. 17(2)). */
async function investigated(story, more) {
  const { complaint } = await stage2Asked(story, more);
  for (const [role, name] of [['stage2_investigator', 'Sam Field'], ['stage2_independent_person', 'Lee Ward']]) {
    await story.asManager().made(at(complaint, '/participants'), { role, name, relation_to_authority: 'none' });
  }
  return complaint;
}

/** A complaint that was received, and then these steps. */
function brought(...steps) {
  return async (story) => {
    const complaint = await received(story);
    for (const step of steps) await step(story, complaint);
    return complaint;
  };
}

/** The particulars that each action needs beyond what its entry fixes. */
const DETAILS = {
  'decide:classify': { capacity: 'parent' },
  'decide:route': ROUTE,
  'decide:sufficient_interest': { accepted: true, child_views: 'He wants her heard.' },
  'decide:late_complaint': { accepted: true, limbs: LIMBS },
  'decide:extension': EXTENSION,
  'decide:skip_stage_1': { agreed: true },
  'decide:later_start': { agreed: true },
  'decide:correction': { fact: 'received_on', value: '2026-05-29' },
  'request:later_start': { start_on: '2026-06-08' },
  'request:answer': { agree: true },
  'notice:handler_named': { handler: 'Aisha Rahman', contact: { phone: '01642 496 0001' } },
  'notice:interest_decision': { accepted: true },
  'notice:late_decision': { accepted: true, limbs: LIMBS, reasons: 'Both limbs hold.' },
  'notice:resolution_terms': { terms: ['Short breaks start again.'] },
};
const WHOLE = {
  'offer:advocate': { offered_on: TODAY },
  'appoint:advocate': { name: 'Jo Bell', declarations: DECLARATIONS },
  'add:point': { own_words: 'The taxi came late.' },
  'record:finalise': { text: 'What she said.', comments_invited_on: TODAY, finalised_on: TODAY },
};

function bodyOf({ name, body }) {
  if (WHOLE[name]) return WHOLE[name];
  if (name.startsWith('appoint:')) return { ...body, name: 'Aisha Rahman' };
  const detail = { ...body?.detail, ...DETAILS[name] };
  return {
    ...body,
    ...(Object.keys(detail).length > 0 && { detail }),
    ...(name.startsWith('decide:') && { reasons: 'As the file shows.' }),
    ...(name === 'decide:correction' && { second_person: 'a-colleague' }),
  };
}

/** Do what an entry tells; whether it was taken. */
async function taken(caller, complaint, entry, href) {
  if (entry.method === 'PUT') return (await caller.replace(href, bodyOf(entry))).status < 300;
  const headers = entry.name.startsWith('decide:') ? ifMatch(await caller.get(at(complaint))) : {};
  const answer = await caller.post(href, bodyOf(entry), { headers });
  assert.notEqual(answer.status, 400, `the form of ${entry.name} is right: ${answer.text}`);
  if (!entry.name.startsWith('notice:') || answer.status !== 201) return answer.status < 300;
  const path = `${href}/${answer.body.id}`;
  return (await caller.post(`${path}/dispatches`, {}, { headers: ifMatch(await caller.get(path)) })).status < 300;
}

for (const [standing, bring] of Object.entries(STANDINGS)) {
  describe(`a complaint ${standing}`, () => {
    for (const role of ['complaints_manager', 'complainant']) {
      test(`what the ${role} may do, and may not`, async () => {
        const story = await council();
        const caller = await story.as(role);
        const first = await bring(story);
        const { available_actions: actions } = await caller.read(at(first));
        assert.ok(actions.length > 5, 'there is something to do or to be told');

        for (const entry of [...actions.filter(({ allowed }) => !allowed), ...actions.filter(({ allowed }) => allowed)]) {
          const complaint = entry.allowed ? await bring(story) : first; // what is refused leaves it where it stands
          const href = entry.href.replace(first.id, complaint.id);
          assert.equal(
            await taken(caller, complaint, entry, href), entry.allowed,
            `${entry.name} ${JSON.stringify(entry.body)} is ${entry.allowed ? 'allowed' : `blocked by ${entry.blocked_by}: ${entry.blocked_reason}`}`,
          );
        }
      });
    }
  });
}

test('a blocked action says which rule blocks it, and why', async () => {
  const story = await council();
  const complaint = await received(story);
  for (const role of ['complaints_manager', 'complainant', 'intake_officer']) {
    const { available_actions: actions } = await (await story.as(role)).read(at(complaint));
    for (const { name, allowed, blocked_by: rule, blocked_reason: why } of actions) {
      assert.ok(allowed || (rule && why), `${name} is blocked by a rule with a sentence`);
    }
  }
});
