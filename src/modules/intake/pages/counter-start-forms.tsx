// The two forms of the counter's first page: finding the person, and opening a service for them. With `#inhalt` the
// keyboard goes on in the content of the page that answers, not at the head of the site (WCAG 2.4.3).
import type { VNode } from 'preact';
import {
  AhvField,
  Band,
  Button,
  Buttons,
  Choice,
  DateField,
  EmailField,
  Form,
  Notice,
  TextField,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { services, serviceTitle } from '../../catalogue/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import { identifications } from '../queries/draft.ts';

export const channels = ['counter', 'phone', 'paper'] as const;
const languageNames = { de: 'Deutsch', fr: 'Français', it: 'Italiano', en: 'English' };

export interface FoundPerson {
  /** Account, uuid. */
  id: string;
  name: string;
  /** Tells people of the same name apart. */
  hint?: string;
}

export interface StartView {
  values: Record<string, string>;
  errors: FormError[];
  /** People that a search has found; undefined before the first search. */
  found?: FoundPerson[];
  /** The paper form that is entered. */
  paper?: { number: string; service: string };
}

const errorAt = (view: StartView, id: string) => view.errors.find((each) => each.fieldId === id)?.message;

export function Search({ request, view }: { request: Request; view: StartView }): VNode {
  const t = intakeTexts(request.language);
  const labels = uiLabels(request.language);
  const { values } = view;
  return (
    <Band id="suchen" title={t('counter.find')} note={t('counter.findNote')}>
      <Form
        plain
        action="/schalter/suche#inhalt"
        hidden={{ _csrf: request.csrf, service: values['service'] ?? '' }}
      >
        <div class="dense">
          <AhvField
            labels={labels}
            id="ahv"
            name="ahv"
            label={t('counter.ahv')}
            error={errorAt(view, 'ahv')}
            value={values['ahv']}
          />
          <TextField
            labels={labels}
            id="lastName"
            name="lastName"
            label={t('counter.lastName')}
            value={values['lastName']}
          />
          <DateField
            labels={labels}
            id="birthDate"
            name="birthDate"
            label={t('counter.birthDate')}
            value={{
              day: values['birthDate.day'] ?? '',
              month: values['birthDate.month'] ?? '',
              year: values['birthDate.year'] ?? '',
            }}
          />
        </div>
        <Buttons>
          <Button variant="secondary">{t('counter.search')}</Button>
        </Buttons>
      </Form>
      {view.found?.length === 0 ? <p role="status">{t('counter.foundNone')}</p> : null}
    </Band>
  );
}

export function Begin({ request, view }: { request: Request; view: StartView }): VNode {
  const { app, language } = request;
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  const { values } = view;
  const found = view.found ?? [];
  return (
    <Band id="beginnen" title={t('counter.begin')}>
      {view.paper ? (
        <Notice tone="info" title={t('counter.paperFound', view.paper)} role="status">
          {t('counter.paperFoundText')}
        </Notice>
      ) : null}
      <Form
        plain
        action="/schalter/beginnen#inhalt"
        hidden={{ _csrf: request.csrf, ...(view.paper ? { paper: view.paper.number } : {}) }}
      >
        {found.length > 0 ? (
          <Choice
            labels={labels}
            id="person"
            name="person"
            label={t('counter.person')}
            as="radio"
            value={values['person'] ?? found[0]?.id}
            options={found.map((person) => ({
              value: person.id,
              label: person.name,
              ...(person.hint === undefined ? {} : { hint: person.hint }),
            }))}
          />
        ) : (
          <fieldset>
            <legend>{t('counter.other')}</legend>
            <div class="dense">
              {values['person'] ? <input type="hidden" name="person" value={values['person']} /> : null}
              <TextField
                labels={labels}
                id="name"
                name="name"
                label={t('counter.name')}
                error={errorAt(view, 'name')}
                value={values['name']}
              />
              <EmailField
                labels={labels}
                id="email"
                name="email"
                label={t('counter.email')}
                hint={t('counter.emailHint')}
                optional
                error={errorAt(view, 'email')}
                value={values['email']}
              />
            </div>
          </fieldset>
        )}
        <div class="dense">
          <Choice
            labels={labels}
            id="service"
            name="service"
            label={t('counter.service')}
            error={errorAt(view, 'service')}
            as="select"
            value={values['service']}
            options={services(app)
              .map(({ id }) => ({ value: id, label: serviceTitle(app, id, language) }))
              .toSorted((one, two) => one.label.localeCompare(two.label, language))}
          />
          <Choice
            labels={labels}
            id="language"
            name="language"
            label={t('counter.language')}
            as="select"
            value={values['language'] ?? language}
            options={languages.map((each) => ({ value: each, label: languageNames[each] }))}
          />
          <Choice
            labels={labels}
            id="channel"
            name="channel"
            label={t('counter.channel')}
            as="radio"
            value={values['channel'] ?? 'counter'}
            options={channels.map((each) => ({ value: each, label: t(`counter.channel.${each}`) }))}
          />
          <Choice
            labels={labels}
            id="identification"
            name="identification"
            label={t('counter.identification')}
            as="radio"
            error={errorAt(view, 'identification')}
            value={values['identification'] ?? (found.length > 0 ? undefined : 'none')}
            options={identifications.map((each) => ({
              value: each,
              label: t(`counter.identification.${each}`),
            }))}
          />
        </div>
        <Buttons>
          <Button>{t('counter.begin')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

/** A scanner types the code of the sheet like a keyboard and ends with Enter. */
export function Paper({ request, view }: { request: Request; view: StartView }): VNode {
  const t = intakeTexts(request.language);
  return (
    <Band id="papier" title={t('counter.paper')} note={t('counter.paperNote')}>
      <Form plain action="/schalter/papier#inhalt" hidden={{ _csrf: request.csrf }}>
        <TextField
          labels={uiLabels(request.language)}
          id="code"
          name="code"
          label={t('counter.paperCode')}
          hint={t('counter.paperCodeHint')}
          width="w16"
          error={errorAt(view, 'code')}
          value={view.values['code']}
        />
        <Buttons>
          <Button variant="secondary">{t('counter.paperEnter')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}
