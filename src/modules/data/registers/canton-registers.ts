// Which registers the canton asks, and how: registers/registers.yaml, checked at the start.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../../kernel/canton-file.ts';
import { registerIds, type RegisterId } from '../../../engine/index.ts';
import { unitOf } from '../../organisation/index.ts';
import { isClientId, isServiceId } from '../../../xroad/message.ts';

export { registerIds, type RegisterId };
/** Every register that is asked: those of persons and companies, and that of buildings, which is nobody's. */
export type AskedRegister = RegisterId | 'buildings';
export const askedRegisters: readonly AskedRegister[] = [...registerIds, 'buildings'];

const strict = { additionalProperties: false };
const Key = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const Register = Type.Object(
  {
    service: Type.String(),
    unit: Type.Optional(Key),
    keepHours: Type.Integer({ minimum: 0, maximum: 24 * 31 }),
    answerWithin: Type.Integer({ minimum: 50, maximum: 10_000 }),
  },
  strict,
);
const RegistersFile = Type.Object(
  {
    unverified: Type.Optional(Type.Boolean()),
    client: Type.String(),
    /** Days within which the unit that keeps a register decides about a correction. */
    correctionDays: Type.Integer({ minimum: 1, maximum: 365 }),
    residents: Register,
    companies: Register,
    vehicles: Register,
    taxes: Register,
    buildings: Register,
  },
  strict,
);
export type CantonRegisters = Omit<Static<typeof RegistersFile>, 'unverified'>;

const loaded = perApp<CantonRegisters>('The registers');

/** @throws StartFault with all faults of the file */
export async function loadRegisters(app: App): Promise<void> {
  const registers = await readCheckedFile(app.canton, 'registers/registers.yaml', RegistersFile);
  const faults = [...registers.faults];
  if (registers.data) {
    if (!isClientId(registers.data.client))
      faults.push(registers.faultAt(['client'], 'Not an X-Road client: instance/class/member/subsystem.'));
    for (const id of askedRegisters) {
      const { service, unit } = registers.data[id];
      if (!isServiceId(service))
        faults.push(
          registers.faultAt(
            [id, 'service'],
            'Not an X-Road service: instance/class/member/subsystem/service.',
          ),
        );
      if (unit !== undefined && !unitOf(app, unit))
        faults.push(registers.faultAt([id, 'unit'], `There is no unit ${unit}.`));
    }
  }
  stopForFaults('The registers', faults);
  if (registers.data) loaded.set(app, registers.data);
}

export const registersFile = (app: App): CantonRegisters => loaded.of(app);
