// Certificates of the invented staff, so that the demonstration's cases can be worked on: demo/certificates.yaml.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import { transact } from '../../kernel/transaction.ts';
import { demoActor, demoIdentities } from '../identity/index.ts';
import { certificatesOf, recordCertificate, validAt } from './certificates.ts';
import { policyOf } from './policy-file.ts';

const file = 'demo/certificates.yaml';
const Schema = Type.Array(
  Type.Object(
    {
      identity: Type.String(),
      certificate: Type.String(),
      /** From the demonstration's start on. */
      days: Type.Integer({ minimum: 1, maximum: 3650 }),
    },
    { additionalProperties: false },
  ),
);

const demoCertificates = perApp<Static<typeof Schema>>('The demonstration certificates');

/** @throws StartFault with every fault of the file */
export async function loadCertificates(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return demoCertificates.set(app, []);
  const { data = [], faults, faultAt } = await readCheckedFile(app.canton, file, Schema);
  const staff = new Set(
    demoIdentities(app)
      .filter(({ kind }) => kind === 'staff')
      .map(({ id }) => id),
  );
  data.forEach(({ identity, certificate }, index) => {
    if (!staff.has(identity))
      faults.push(faultAt([index, 'identity'], `«${identity}» is nobody of the staff.`));
    if (!Object.hasOwn(policyOf.of(app).certificates, certificate))
      faults.push(faultAt([index, 'certificate'], `policy.yaml has no certificate «${certificate}».`));
  });
  stopForFaults(`The file ${file}`, faults);
  demoCertificates.set(app, data);
}

const day = 86_400_000;

/** Idempotent: who holds a valid one gets no second one. */
export async function seedCertificates(app: App): Promise<void> {
  const now = app.clock.now();
  const from = new Date(now.getTime() - 60 * day);
  for (const { identity, certificate, days } of demoCertificates.of(app)) {
    const actor = await demoActor(app, identity);
    if (actor.kind !== 'staff') continue;
    await transact(app, { kind: 'programme', task: 'policy.seed' }, async (tx) => {
      tx.impersonal('demonstration');
      if (validAt(await certificatesOf(app, tx.db, actor.id, now), now).includes(certificate)) return;
      const until = new Date(now.getTime() + days * day);
      await recordCertificate(tx, { staffId: actor.id, id: certificate, from, until, provider: 'demo' });
    });
  }
}
