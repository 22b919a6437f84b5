// What stands at the top of the log's page: all is well, or what is wrong and what that means.
import type { VNode } from 'preact';
import { Notice, PlainText, Stack, formatDateTime, formatNumber } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transparencyTexts } from '../transparency-texts.ts';
import type { LogState } from '../queries/log-state.ts';

/** The log is written every minute; a transaction may hold it up for a few. */
const late = 10 * 60_000;

export function LogNotices({
  app,
  state,
  language,
}: {
  app: App;
  state: LogState;
  language: Language;
}): VNode | null {
  const t = transparencyTexts(language);
  const time = (at: Date) => formatDateTime(at, language, 'long');
  const { witness, check, newest, size } = state;
  const notices: VNode[] = [];
  if (witness?.state === 'rewound')
    notices.push(
      <Notice key="rewound" tone="danger" title={t('alarm.rewound')}>
        {t('alarm.rewoundText', {
          known: formatNumber(witness.size ?? 0, language),
          size: formatNumber(size, language),
        })}
      </Notice>,
    );
  if (witness?.state === 'forked')
    notices.push(
      <Notice key="forked" tone="danger" title={t('alarm.forked')}>
        {t('alarm.forkedText')}
      </Notice>,
    );
  if (check !== undefined && check.found > 0)
    notices.push(
      <Notice key="found" tone="danger" title={t('alarm.found', { count: check.found })}>
        <p>{t('alarm.foundText', { time: time(check.at) })}</p>
        <PlainText
          text={check.kinds.map(({ kind, count }) => `- ${t(`finding.${kind}`, { count })}`).join('\n')}
        />
      </Notice>,
    );
  if (witness?.state === 'stranger' || witness?.state === 'unreachable')
    notices.push(
      <Notice key="silent" tone="warning" title={t(`warn.${witness.state}`)}>
        {t(`warn.${witness.state}Text`, { time: time(witness.since) })}
      </Notice>,
    );
  // How old the last checkpoint is says nothing: in a quiet hour there is none to sign.
  const since = state.waitingSince;
  if (notices.length === 0 && newest && since && app.clock.now().getTime() - since.getTime() > late)
    notices.push(
      <Notice key="late" tone="warning" title={t('warn.late')}>
        {t('warn.lateText', { time: time(newest.signedAt) })}
      </Notice>,
    );
  if (notices.length === 0 && witness?.state === 'agrees' && check !== undefined)
    notices.push(
      <Notice key="fine" tone="success" title={t('fine')}>
        {t('fineText')}
      </Notice>,
    );
  return notices.length === 0 ? null : <Stack>{notices}</Stack>;
}
