// A mandate in words: where it stands, how far it goes, between whom and from when until when.
import type { VNode } from 'preact';
import { Rows, State, formatDate, type Tone } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import type { Mandate } from '../mandate.ts';
import { mandatesTexts } from '../mandates-texts.ts';
import type { Client } from '../queries/clients.ts';
import { representationFile } from '../representation-file.ts';
import { standingOf, type Side, type Standing } from '../rules.ts';

const tones: Record<Standing, Tone> = {
  offered: 'warning',
  'not-taken': 'neutral',
  declined: 'neutral',
  revoked: 'neutral',
  ended: 'neutral',
  'not-yet': 'info',
  running: 'success',
  expired: 'neutral',
};

export interface WordsContext {
  app: App;
  language: Language;
}

export function StandingMark({ context, mandate }: { context: WordsContext; mandate: Mandate }): VNode {
  const standing = standingOf(mandate, context.app.clock.today());
  return <State tone={tones[standing]}>{mandatesTexts(context.language)(`standing.${standing}`)}</State>;
}

/** «alle Leistungen», or the services and cases by name. */
export function scopeText({ app, language }: WordsContext, mandate: Mandate): string {
  const t = mandatesTexts(language);
  if (mandate.everything) return t('scope.everything');
  return [
    ...mandate.services.map((id) => serviceTitle(app, id, language)),
    ...mandate.matters.map((ref) => t('scope.matter', { ref })),
  ].join(', ');
}

export function periodText(
  { language }: WordsContext,
  { validFrom, validUntil }: Pick<Mandate, 'validFrom' | 'validUntil'>,
): string {
  return mandatesTexts(language)('period', {
    from: formatDate(validFrom, language),
    until: formatDate(validUntil, language),
  });
}

/** How one may act for somebody, how far and how long: by mandate or by law. */
export function clientText(context: WordsContext, client: Client): string {
  if ('mandate' in client)
    return `${scopeText(context, client.mandate)}. ${periodText(context, client.mandate)}.`;
  const { app, language } = context;
  const t = mandatesTexts(language);
  const { kind, signing, areas, until } = client.byLaw;
  const file = representationFile(app).areas;
  const names = areas?.map((area) => file[area]?.name[language] ?? area).join(', ');
  return [
    t(signing === null ? `law.${kind as 'parent' | 'guardian'}` : `law.${signing}`),
    ...(names === undefined ? [] : [t('law.areas', { areas: names })]),
    ...(until === null ? [] : [t('law.until', { until: formatDate(until, language) })]),
  ].join(' ');
}

/** Who has or is offered it: an address as long as nobody has accepted; nobody by name who has blocked that until then. */
export function mandataryText({ language }: Pick<WordsContext, 'language'>, mandate: Mandate): string {
  return mandate.mandataryName ?? mandate.offeredEmail ?? mandatesTexts(language)('nameOpen');
}

/** The other side's name. */
export function otherName(context: WordsContext, mandate: Mandate, side: Side): string {
  return side === 'mandatary' ? mandate.giverName : mandataryText(context, mandate);
}

export function MandateRows(props: {
  context: WordsContext;
  side: Side;
  mandates: readonly Mandate[];
}): VNode {
  const { context, side, mandates } = props;
  return (
    <Rows
      kind="two"
      items={mandates.map((mandate) => ({
        title: otherName(context, mandate, side),
        href: `/vertretung/vollmachten/${mandate.id}`,
        hidden: periodText(context, mandate),
        text: `${scopeText(context, mandate)}. ${periodText(context, mandate)}.`,
        act: <StandingMark context={context} mandate={mandate} />,
      }))}
    />
  );
}
