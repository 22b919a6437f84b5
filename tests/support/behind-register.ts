// A program whose registers are reached through one that can misbehave: silent, slow, wrong, for somebody else.
import { openCircuits } from '../../src/modules/data/registers/ask-register.ts';
import { serveRegister, type RunningRegister } from '../../src/register/serve-register.ts';
import { badRegister, type BadRegister } from './bad-register.ts';
import { testProgram, type TestProgram } from './test-program.ts';

export interface BehindRegister {
  program: TestProgram;
  /** The register itself, which always answers well. */
  good: RunningRegister;
  /** What stands between it and the program. */
  between: BadRegister;
  /** It behaves again, and the program asks it again at once. */
  mend(): void;
  stop(): Promise<void>;
}

/** @param environment of the program, beside the address of its registers */
export async function behindRegister(environment: Record<string, string> = {}): Promise<BehindRegister> {
  const good = await serveRegister({
    ...{ folder: undefined, canton: 'canton/basel-stadt', persons: 0, today: '2026-11-24' },
    ...{ host: '127.0.0.1', port: 0 },
  });
  const between = await badRegister(good.url);
  const program = await testProgram({ REGISTER_URL: between.url, LOG_LEVEL: 'silent', ...environment });
  return {
    ...{ program, good, between },
    mend() {
      between.behave('good');
      openCircuits(program.app);
    },
    async stop() {
      await program.stop();
      await between.close();
      await good.close();
    },
  };
}
