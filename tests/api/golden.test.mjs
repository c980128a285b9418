// The worked scenarios of rulebook 8 that concern intake, stage 1, counting and the opening of stage 2, through the API,
// each under the statute, Middlesbrough's page and Sunderland's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { given } from './support/heard.mjs';
import { Play } from './support/scenario.mjs';

const golden = JSON.parse(readFileSync(new URL('../data/golden.json', import.meta.url), 'utf8'));

const IN_SCOPE = /^(A\d\d|B\d\d|C\d\d|D0[1-6]|D10|D1[2-4]|F0[1-3]|F07|F08|F11)$/;
const scenarios = golden.scenarios.filter((scenario) => IN_SCOPE.test(scenario.id));

const service = await given.service();

test('the scenarios in scope are there', () => {
  assert.equal(scenarios.length, 45);
});

// The calendar is one for all councils: a scenario that adds to it has a service and a database of its own.
const changesCalendar = (scenario) => scenario.acts.some(({ act }) => act === 'calendar_add');

for (const scenario of scenarios) {
  const services = new Map();
  for (const policy of golden.policies) services.set(policy, changesCalendar(scenario) ? await given.service() : service);

  describe(`${scenario.id} ${scenario.title}`, () => {
    for (const policy of golden.policies) {
      test(policy, async (t) => {
        const first = scenario.acts[0];
        const story = await services.get(policy).story({ policy, today: first.on ?? first.at.slice(0, 10) });
        const play = new Play(story, scenario, policy);

        await play.run();
        play.leftOut.forEach((act) => t.diagnostic(`left out: ${act}`));
      });
    }
  });
}
