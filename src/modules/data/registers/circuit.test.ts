// The circuit breaker: a register that does not answer is left alone, one tries, and an answer closes it.
import { expect, it } from 'vitest';
import { createCircuit } from './circuit.ts';

it('opens after failures in a row, lets one try after the pause, and closes with an answer', () => {
  const circuit = createCircuit({ failures: 3, pause: 1_000 });
  circuit.settle(false, 0);
  circuit.settle(false, 0);
  circuit.settle(true, 0);
  for (const at of [10, 20, 30]) {
    expect(circuit.mayAsk(at)).toBe(true);
    circuit.settle(false, at);
  }
  expect([circuit.mayAsk(31), circuit.mayAsk(1_029)]).toEqual([false, false]);
  // Only one of those who come after the pause.
  expect([circuit.mayAsk(1_030), circuit.mayAsk(1_031)]).toEqual([true, false]);
  circuit.settle(false, 1_032);
  expect([circuit.mayAsk(2_031), circuit.mayAsk(2_032)]).toEqual([false, true]);
  circuit.settle(true, 2_033);
  expect([circuit.mayAsk(2_034), circuit.mayAsk(2_035)]).toEqual([true, true]);
});
