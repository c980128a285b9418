// What an answer that says no names: [pointer or parameter, code] of each fault, [rule, pointer] of each violation.

export const faultsIn = (answer) => (answer.body?.errors ?? []).map(({ pointer, parameter, code }) => [pointer ?? parameter, code]);

export const violationsIn = (answer) => (answer.body?.violations ?? []).map(({ rule, pointer }) => [rule, pointer]);
