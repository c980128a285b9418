// One golden scenario (tests/data/golden.json) played through the API under one policy: acts in order, the council's
// clock moved to each, and the facts of the scenario read on their own days in between.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectProblem, ifMatch, succeed } from './client.mjs';

const LONDON = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** The day in London of an act: its date, or that of its instant. */
function dayOf(act) {
  return act.on ?? LONDON.format(new Date(act.at));
}

const base = (complaint) => `/v1/complaints/${complaint.id}`;

/** What the parts of this work that come later do: acts that are left out here, and why. */
export const LATER = [
  { act: /^notice:overdue$/, why: 'N17 is not one of N1 to N9' },
  { act: /^safeguarding_check$/, why: 'safeguarding alerts come later' },
  { act: /^finding$/, stage: 2, why: 'what happens inside stage 2 comes later' },
];

export class Play {
  constructor(story, scenario, policy) {
    this.story = story;
    this.scenario = scenario;
    this.expected = scenario.expect[policy];
    this.policy = policy;
    this.complaints = new Map();
    this.participants = new Map();
    this.questions = [];
    this.notices = new Map();
    this.leftOut = [];
  }

  /** Play everything and check everything. */
  async run() {
    const acts = this.scenario.acts.filter((act) => !act.policies || act.policies.includes(this.policy));
    const days = [...new Set([...acts.map(dayOf), ...this.readings()])].sort();

    for (const day of days) {
      for (const act of acts.filter((candidate) => dayOf(candidate) === day)) await this.actAndJudge(act);
      if (this.story.today !== day) await this.story.moveClock(day);
      await this.readOn(day);
      if (day === acts.map(dayOf).sort().at(-1)) await this.readAfterLastAct();
    }
  }

  /** The parts of the expectation, each with its complaint. */
  parts() {
    return [['c1', this.expected], ...Object.entries(this.expected.others ?? {})];
  }

  readings() {
    return this.parts().flatMap(([, part]) => [
      ...Object.values(part.deadlines ?? {}).filter(Boolean).flatMap((clock) => [
        ...Object.keys(clock.due_as_read_on ?? {}),
        ...Object.keys(clock.status_on ?? {}),
        ...(clock.not_started_on ?? []),
      ]),
      ...['state_on', 'flags_on', 'point_status_on', 'available_on'].flatMap((fact) => Object.keys(part.facts?.[fact] ?? {})),
    ]);
  }

  // ---- Acts -----------------------------------------------------------------------------------------

  async actAndJudge(act) {
    const later = LATER.find((part) => part.act.test(act.act) && (!part.stage || part.stage === act.detail?.stage));
    if (later) {
      this.leftOut.push(`${act.act}: ${later.why}`);
      return;
    }
    await this.story.moveClock(act.at ?? act.on);
    const before = act.expect?.refused ? await this.state(act) : undefined;
    const answer = await this.perform(act);
    if (!act.expect?.refused) {
      succeed(answer);
      return;
    }
    assert.ok(answer.status >= 400, `${act.act} on ${dayOf(act)} must be refused: ${act.expect.why}`);
    expectProblem(answer, answer.status === 409 ? 'not-allowed-now' : 'rule-broken', act.expect.rule);
    assert.deepEqual(await this.state(act), before, `a refused ${act.act} changes nothing`);
  }

  /** What a refused act must leave as it was. */
  async state(act) {
    const complaint = this.complaints.get(act.complaint ?? 'c1');
    const { version, status, points, participants } = await this.story.asManager().read(`${base(complaint)}?plain=false`);
    const { items } = await this.story.asManager().read(`${base(complaint)}/deadlines`);
    return { version, status, points, participants, deadlines: items.map(({ kind, due_on, status: state }) => ({ kind, due_on, state })) };
  }

  async perform(act) {
    const [verb, kind] = act.act.split(':');
    const caller = act.by === 'operator' ? undefined : await this.story.as(act.by);
    const complaint = this.complaints.get(act.complaint ?? 'c1');
    const detail = act.detail ?? {};

    switch (verb) {
      case 'complain': return this.complain(caller, act);
      case 'request': return caller.post(`${base(complaint)}/requests`, requestBody(kind, detail));
      case 'decide': return caller.act(complaint.id, '/decisions', decisionBody(kind, detail));
      case 'notice': return this.notice(caller, complaint, kind, detail);
      case 'appoint': return this.appoint(caller, complaint, kind, detail);
      case 'delivery_mark': return this.mark(caller, complaint, detail);
      case 'finding': return this.finding(caller, complaint, act.by, detail);
      case 'record_finalised': return this.record(caller, complaint, {
        comments_invited_on: detail.comments_invited_on, finalised_on: act.on,
      });
      case 'calendar_add': return this.calendarAdd(detail);
      case 'statement_agreed': return this.record(caller, complaint, { statement_agreed_on: act.on });
      case 'meeting': return caller.post(`${base(complaint)}/meetings`, { kind: detail.kind, with: detail.with, held_on: act.on });
      case 'information_request': return this.ask(caller, complaint, detail);
      case 'information_answer': return this.answer(caller, complaint, detail);
      default: throw new Error(`the scenario's act ${act.act} is not known`);
    }
  }

  async complain(caller, act) {
    const { points, advocate, links, ...facts } = act.detail;
    const answer = await caller.post('/v1/complaints', {
      own_words: points.join('\n'),
      form: this.scenario.form,
      ...(this.scenario.capacity ? { capacity: this.scenario.capacity } : {}),
      ...facts,
      points: points.map((words) => ({ own_words: words })),
      ...(advocate && { advocate: { name: advocate.person, appointed_on: advocate.appointed_on, identity: this.story.identity('advocate') } }),
      ...(links && { links: links.map(({ kind, to }) => ({ kind, to: this.complaints.get(to).id })) }),
    });
    if (answer.status === 201) this.complaints.set(act.complaint ?? 'c1', answer.body);
    return answer;
  }

  async notice(caller, complaint, slug, { stage, channel, ...detail }) {
    const draft = await caller.post(`${base(complaint)}/notices`, { notice: slug, ...(stage && { stage }), channel, detail });
    if (draft.status !== 201) return draft;
    this.notices.set(slug, draft.body.id);
    const path = `${base(complaint)}/notices/${draft.body.id}`;
    return caller.post(`${path}/dispatches`, {}, { headers: ifMatch(await caller.get(path)) });
  }

  async appoint(caller, complaint, role, { person, declarations, ...relations }) {
    const named = { name: person, identity: await this.story.identityOf(role) };
    if (role === 'advocate') {
      return caller.post(`${base(complaint)}/advocacy`, { ...named, appointed_on: this.story.today, declarations });
    }
    const answer = await caller.post(`${base(complaint)}/participants`, { role, ...named, ...relations });
    if (answer.status === 201) this.participants.set(`${complaint.id} ${role}`, answer.body.id);
    return answer;
  }

  mark(caller, complaint, { notice, to, received_on: day, received_basis: basis }) {
    const path = `${base(complaint)}/notices/${this.notices.get(notice)}/delivery-marks`;
    return caller.post(path, { mark: 'received', to, received_on: day, received_basis: basis });
  }

  async finding(caller, complaint, role, { stage, results, reasons }) {
    const path = `${base(complaint)}/stages/${stage}/findings/${this.participants.get(`${complaint.id} ${role}`)}`;
    const points = Object.entries(results).map(([point, result]) => ({ point: Number(point), result, reasons }));
    return caller.replace(path, { points, submitted: true });
  }

  async record(caller, complaint, days) {
    const record = { text: 'What she said, in writing.', ...days };
    return caller.replace(`${base(complaint)}/stages/2/record`, record);
  }

  /** The operator follows the national list with a day more. */
  async calendarAdd({ date, name: title }) {
    const calendar = JSON.parse(readFileSync(new URL('../../../sql/data/bank-holidays-england-and-wales.json', import.meta.url), 'utf8'));
    const file = join(this.story.service.folder, 'calendar.json');
    calendar['england-and-wales'].events.push({ title, date, notes: '', bunting: false });
    calendar['england-and-wales'].events.sort((a, b) => a.date.localeCompare(b.date));
    writeFileSync(file, JSON.stringify(calendar));
    await this.story.service.command('calendar', 'import', file, '--source', 'the proclamation', '--known-on', this.story.today);
    return { status: 200, body: {} };
  }

  async ask(caller, complaint, { what }) {
    const answer = await caller.post(`${base(complaint)}/information-requests`, { what });
    if (answer.status === 201) this.questions.push(answer.body);
    return answer;
  }

  async answer(caller, complaint, { answer }) {
    const question = this.questions.at(-1);
    return caller.patch(`${base(complaint)}/information-requests/${question.id}`, { answer }, { headers: ifMatch(question) });
  }

  // ---- Facts ----------------------------------------------------------------------------------------

  async clocks(complaint) {
    const { items } = await this.story.asManager().read(`${base(complaint)}/deadlines`);
    return new Map(items.map((clock) => [clock.kind, clock]));
  }

  async readOn(day) {
    for (const [name, part] of this.parts()) {
      const complaint = this.complaints.get(name);
      if (!complaint) continue;
      await this.readClocks(day, complaint, part.deadlines ?? {});
      await this.readFacts(day, complaint, part.facts ?? {});
    }
  }

  async readClocks(day, complaint, expected) {
    const clocks = await this.clocks(complaint);
    for (const [kind, clock] of Object.entries(expected)) {
      if (!clock) continue;
      const shown = clocks.get(kind);
      if (clock.not_started_on?.includes(day)) {
        assert.equal(shown?.due_on ?? null, null, `${kind} has not started on ${day}`);
      }
      if (clock.due_as_read_on?.[day]) assert.equal(shown?.due_on, clock.due_as_read_on[day], `${kind} as read on ${day}`);
      if (clock.status_on?.[day]) {
        assert.ok(clock.status_on[day].split('|').includes(shown?.status), `${kind} is ${shown?.status}, not ${clock.status_on[day]}, on ${day}`);
      }
      const misreading = clock.wrong?.[shown?.due_on];
      assert.equal(misreading, undefined, `${kind} shows ${shown?.due_on} on ${day}: ${misreading}`);
    }
  }

  async readFacts(day, complaint, facts) {
    const manager = this.story.asManager();
    if (facts.state_on?.[day] || facts.flags_on?.[day] || facts.point_status_on?.[day]) {
      const shown = await manager.read(`${base(complaint)}?plain=false`);
      if (facts.state_on?.[day]) {
        assert.ok(facts.state_on[day].split('|').includes(shown.status), `the state is ${shown.status}, not ${facts.state_on[day]}, on ${day}`);
      }
      for (const [flag, value] of Object.entries(facts.flags_on?.[day] ?? {})) {
        assert.equal(shown.flags[flag], value, `the flag ${flag} on ${day}`);
      }
      for (const [number, status] of Object.entries(facts.point_status_on?.[day] ?? {})) {
        assert.equal(shown.points.find((point) => point.number === Number(number))?.status, status, `point ${number} on ${day}`);
      }
    }
    for (const [name, allowed] of Object.entries(facts.available_on?.[day] ?? {})) {
      const caller = name.startsWith('request:') ? this.story.asComplainant() : manager;
      const { available_actions: actions } = await caller.read(base(complaint));
      assert.equal(actions.some((action) => action.name === name && action.allowed), allowed, `${name} is available on ${day}`);
    }
  }

  async readAfterLastAct() {
    for (const [name, part] of this.parts()) {
      const complaint = this.complaints.get(name);
      await this.readFinalClocks(await this.clocks(complaint), part.deadlines ?? {});
      await this.readFinalFacts(complaint, part.facts ?? {});
    }
  }

  async readFinalClocks(clocks, expected) {
    for (const [kind, clock] of Object.entries(expected)) {
      const shown = clocks.get(kind);
      if (clock === null) {
        const counts = shown && shown.due_on !== null && shown.status !== 'cancelled';
        assert.ok(!counts, `${kind} must not count: ${JSON.stringify(shown)}`);
        continue;
      }
      assert.ok(shown, `there is no clock ${kind}`);
      assert.equal(shown.due_on, clock.due_on, `${kind}: due`);
      for (const date of ['statutory_due_on', 'policy_due_on']) {
        const wanted = date in clock ? clock[date] : clock.due_on;
        assert.equal(shown[date], wanted, `${kind}: ${date}`);
      }
      if (clock.ceiling_on) assert.equal(shown.ceiling_on, clock.ceiling_on, `${kind}: the last lawful date`);
    }
  }

  async readFinalFacts(complaint, facts) {
    const manager = this.story.asManager();
    const shown = await manager.read(`${base(complaint)}?plain=false`);
    const clocks = await this.clocks(complaint);

    if (facts.received_on) assert.equal(shown.received_on, facts.received_on);
    if ('counted_as_statutory' in facts) assert.equal(shown.counted_as_statutory, facts.counted_as_statutory);
    if (facts.in_time) assert.equal(clocks.get('complain').status, facts.in_time.complain ? 'met' : 'missed', 'made within the year');
    if (facts.latest_lawful_target_on) assert.equal(clocks.get('stage_1').ceiling_on, facts.latest_lawful_target_on);
    for (const [day, counted] of Object.entries(facts.working_days ?? {})) await this.readWorkingDay(day, counted);
    if (facts.independent_person_required) {
      assert.equal((await manager.read(`${base(complaint)}/stages/2`)).independent_person_required, true);
    }
    for (const [slug, roles] of Object.entries(facts.notice_to ?? {})) {
      const notice = await manager.read(`${base(complaint)}/notices/${this.notices.get(slug)}`);
      assert.deepEqual(notice.to.map((person) => person.role).sort(), [...roles].sort(), `${slug} is addressed`);
    }
    for (const [slug, contents] of Object.entries(facts.notice_says ?? {})) {
      const notice = await manager.read(`${base(complaint)}/notices/${this.notices.get(slug)}`);
      for (const [member, value] of Object.entries(contents)) assert.deepEqual(notice.detail[member], value, `${slug} says ${member}`);
    }
    if (facts.policy_warnings) await this.readWarnings(facts.policy_warnings);
  }

  async readWorkingDay(day, counted) {
    const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    const answer = await this.story.asNobody().read(`/v1/working-days?from=${before}&to=${day}`);
    assert.equal(answer.explanation.find((entry) => entry.date === day)?.counted, counted, `${day} is a working day`);
  }

  async readWarnings(keys) {
    const { items } = await this.story.asManager().read('/v1/policies');
    const warned = items.flatMap((policy) => policy.warnings.map((warning) => warning.key));
    for (const key of keys) assert.ok(warned.includes(key), `loading the policy warns of ${key}: ${warned}`);
  }
}

// ---- Bodies: the facts of the scenario in the contract's members -------------------------------------

function requestBody(kind, { form, reasons, ...detail }) {
  const inDetail = { ...detail, ...(kind === 'later_start' && { reasons }) };
  return {
    kind,
    ...(form && { form }),
    ...(reasons && kind !== 'later_start' && { words: reasons }),
    ...(Object.keys(inDetail).length > 0 && { detail: inDetail }),
  };
}

function decisionBody(kind, { reasons, points, procedure, ...detail }) {
  const routes = kind === 'route' && { points: points.map((point) => ({ point, procedure, reasons })) };
  return { kind, reasons, ...(points && kind !== 'route' && { points }), detail: { ...detail, ...routes } };
}
