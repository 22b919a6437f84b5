// Warnings about certificates on the page where staff begin: before the end, and after it.
import type { StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { impersonal } from '../../kernel/audit/personal-data.ts';
import { certificatesOf } from './certificates.ts';
import { policyOf } from './policy-file.ts';

export interface CertificateWarning {
  certificate: string;
  kind: 'soon' | 'over' | 'none';
  /** Undefined where there never was one. */
  until: Date | undefined;
}

const day = 86_400_000;

/** About the certificates that a rule wants of somebody with these roles. */
export async function certificateWarnings(app: App, actor: StaffActor): Promise<CertificateWarning[]> {
  const { rules, certificates } = policyOf.of(app);
  const wanted = new Set(
    rules.flatMap(({ certificate, roles }) =>
      certificate !== undefined && actor.roles.some((role) => roles.some((each) => each === role))
        ? [certificate]
        : [],
    ),
  );
  if (wanted.size === 0) return [];
  const now = app.clock.now();
  const held = await impersonal(app, 'find-rights', (db) => certificatesOf(app, db, actor.id, now));
  return [...wanted].flatMap((certificate): CertificateWarning[] => {
    const until = held.find(({ id }) => id === certificate)?.validUntil;
    if (until === undefined) return [{ certificate, kind: 'none', until }];
    if (until <= now) return [{ certificate, kind: 'over', until }];
    const warnFrom = until.getTime() - (certificates[certificate]?.warnDays ?? 0) * day;
    return now.getTime() >= warnFrom ? [{ certificate, kind: 'soon', until }] : [];
  });
}
