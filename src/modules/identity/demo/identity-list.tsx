// The invented identities as lists: residents, companies, administration.
import type { ComponentChildren, VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Band, Rows } from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { identityTexts } from '../identity-texts.ts';
import { demoIdentities, groupOf, type DemoIdentity } from './identities.ts';

export interface IdentityListProps {
  app: App;
  language: Language;
  /** What stands at the right of each. */
  act?: (identity: DemoIdentity) => ComponentChildren;
  /** Shows the id that POST /demo/token takes. */
  withId?: boolean;
  /** Nothing follows on the page. */
  last?: boolean;
}

const groups = [
  { id: 'residents', anchor: 'einwohner' },
  { id: 'companies', anchor: 'firmen' },
  { id: 'cases', anchor: 'verwaltung' },
  { id: 'tasks', anchor: 'aufgaben' },
] as const;

export function IdentityList({ app, language, act, withId, last }: IdentityListProps): VNode {
  const t = identityTexts(language);
  return (
    <>
      {groups.map(({ id, anchor }, index) => (
        <Band
          key={id}
          id={anchor}
          title={t(`group.${id}`)}
          note={t(`group.${id}Note`)}
          last={last === true && index === groups.length - 1}
        >
          <Rows
            kind="two"
            items={demoIdentities(app)
              .filter((identity) => groupOf(identity) === id)
              .map((identity) => ({
                title: identity.unit
                  ? t('identity.staff', { name: identity.name, unit: unitName(app, identity.unit, language) })
                  : identity.name,
                text: identity.description[language],
                act: act?.(identity),
                children: withId ? (
                  <p>
                    <code>{identity.id}</code>
                  </p>
                ) : undefined,
              }))}
          />
        </Band>
      ))}
    </>
  );
}
