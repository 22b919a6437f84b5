// A program whose registers are reached through one that can misbehave: silent, slow, wrong, for somebody else.
import { openCircuits } from '../../src/modules/data/registers/ask-register.ts';
import { askedRegisters, registersFile } from '../../src/modules/data/registers/canton-registers.ts';
import { serveRegister, type RunningRegister } from '../../src/register/serve-register.ts';
import { badRegister, type BadRegister, type Behaviour } from './bad-register.ts';
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

/** Milliseconds: whatever answers at all answers sooner, also on a machine that is busy with other things. */
const patience = 60_000;
/** What is ended by the limit of the canton. */
const tooLate: readonly Behaviour[] = ['slow', 'endless'];

/** @param environment of the program, beside the address of its registers */
export async function behindRegister(environment: Record<string, string> = {}): Promise<BehindRegister> {
  const good = await serveRegister({
    ...{ folder: undefined, canton: 'canton/basel-stadt', persons: 0, today: '2026-11-24' },
    ...{ host: '127.0.0.1', port: 0 },
  });
  const server = await badRegister(good.url);
  const program = await testProgram({ REGISTER_URL: server.url, LOG_LEVEL: 'silent', ...environment });
  const limits = registersFile(program.app);
  const ofCanton = askedRegisters.map((id) => [id, limits[id].answerWithin] as const);
  const between: BadRegister = {
    ...server,
    behave(behaviour) {
      for (const [id, limit] of ofCanton)
        limits[id].answerWithin = tooLate.includes(behaviour) ? limit : patience;
      server.behave(behaviour);
    },
  };
  between.behave('good');
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
