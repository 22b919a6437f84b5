// Tells which tests passed at their second try only: a machine that stalls is no fault, but nothing is passed over in silence.
import type { Reporter, TestCase } from 'vitest/node';

export default class TellSecondTries implements Reporter {
  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky === true)
      process.stdout.write(`second try: ${test.module.relativeModuleId} > ${test.fullName}\n`);
  }
}
