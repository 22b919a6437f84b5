// A property is tried for less than a test may last, its shrinking included: chance must not make a run endless.
import fc from 'fast-check';

fc.configureGlobal({ interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true });
