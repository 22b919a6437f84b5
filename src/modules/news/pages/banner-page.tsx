// /redaktion/warnung: the warning on all pages: what stands now, templates, the form, a look before it goes out, the log.
import type { VNode } from 'preact';
import { typedInstant, typedText, type Typed } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Bar,
  Button,
  Buttons,
  EmptyState,
  ErrorSummary,
  Form,
  HiddenField,
  Hints,
  Notice,
  Top,
  Wrap,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { bannerLook } from '../banner/banner-bar.tsx';
import { bannerOf } from '../banner/banner.ts';
import { bannerTemplates } from '../banner/load-templates.ts';
import { readBanner, manyOf, type WantedBanner } from '../banner/read-banner.ts';
import { endBanner, setBanner } from '../banner/set-banner.ts';
import { newsTexts } from '../news-texts.ts';
import { warnEveryone } from '../permissions.ts';
import { BannerFields } from './banner-fields.tsx';
import { bannerLogBand } from './banner-log-band.tsx';
import { typedOf } from './form-parts.tsx';

const address = '/redaktion/warnung';

interface Shown {
  typed?: Typed;
  errors?: FormError[];
  changed?: boolean;
}

/** Of a template, so that nothing has to be written when it has to be quick; else empty, for the next two hours. */
function templateOf({ app, query }: Request): Typed {
  const template = bannerTemplates(app).find(({ id }) => id === query['vorlage']);
  const until = new Date(app.clock.now().getTime() + (template?.hours ?? 2) * 3_600_000);
  return {
    ...typedInstant('bis', until),
    ...(template
      ? {
          stufe: template.level,
          link: template.link ?? '',
          ...Object.fromEntries(languages.map((each) => [`text-${each}`, template.texts[each]])),
        }
      : {}),
  };
}

async function show(request: Request, { typed, errors = [], changed }: Shown = {}): Promise<Reply> {
  const { app, language, csrf, query } = request;
  const t = newsTexts(language);
  const labels = uiLabels(language);
  const banner = bannerOf(app);
  const values = typed ?? templateOf(request);
  const log = await bannerLogBand(request, readPageKey(query['nach'], 'number')?.[0]);
  return page(request, {
    title: t('banner.title'),
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : changed ? 409 : 200,
    content: (
      <Wrap>
        <Top labels={labels} title={t('banner.title')} lead={t('banner.lead')} tight />
        <ErrorSummary labels={labels} errors={errors} />
        {changed ? <Notice tone="warning" title={t('error.BANNER_CHANGED')} role="alert" /> : null}
        <Band id="jetzt" title={t('banner.now')}>
          {banner ? (
            <>
              <p>{t('banner.stands')}</p>
              <Form
                plain
                action={address}
                label={t('banner.end')}
                hidden={{ _csrf: csrf, schritt: 'beenden', meldung: String(banner.id) }}
              >
                <Buttons>
                  <Button variant="secondary">{t('banner.end')}</Button>
                </Buttons>
              </Form>
            </>
          ) : (
            <EmptyState text={t('banner.none')} />
          )}
        </Band>
        <Band id="vorlagen" title={t('banner.templates')} note={t('banner.templatesNote')}>
          <Hints
            links={bannerTemplates(app).map(({ id, name }) => ({
              label: name[language],
              href: `${address}?vorlage=${id}#neu`,
            }))}
          />
        </Band>
        <Band id="neu" title={t(banner ? 'banner.replace' : 'banner.new')}>
          <Form
            plain
            action={address}
            label={t('banner.new')}
            hidden={{ _csrf: csrf, ...formId(typed), schritt: 'pruefen' }}
          >
            <BannerFields request={request} typed={values} errors={errors} />
            <Buttons>
              <Button>{t('banner.check')}</Button>
            </Buttons>
          </Form>
        </Band>
        {log}
      </Wrap>
    ),
  });
}

/** As it will stand on all pages, in each language; only from here it goes out. */
function preview(request: Request, wanted: WantedBanner): Reply {
  const { app, language, csrf } = request;
  const t = newsTexts(language);
  const typed = typedOf(request);
  const standing = bannerOf(app);
  const carried = ['stufe', 'link', ...languages.map((each) => `text-${each}`)];
  const moment = ['bis.day', 'bis.month', 'bis.year', 'bis.time'];
  return page(request, {
    title: t('banner.previewTitle'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('banner.previewTitle')}
          lead={t(standing ? 'banner.previewReplaces' : 'banner.previewLead')}
          crumbs={[{ label: t('banner.title'), href: address }]}
          tight
        />
        <Band id="vorschau" title={t('banner.preview')} full>
          {languages.map((each) => (
            <PreviewBar key={each} request={request} wanted={wanted} language={each} />
          ))}
        </Band>
        <Band id="setzen" title={t('banner.confirmTitle')} last>
          <Form
            plain
            action={address}
            label={t('banner.confirm')}
            hidden={{
              _csrf: csrf,
              ...formId(typed),
              gesehen: standing ? String(standing.id) : '',
              ...Object.fromEntries([...carried, ...moment].map((name) => [name, typedText(typed, name)])),
            }}
          >
            {manyOf(typed, 'gebiet').map((area) => (
              <HiddenField key={area} name="gebiet" value={area} />
            ))}
            <Buttons>
              <Button name="schritt" value="setzen">
                {t('banner.confirm')}
              </Button>
              <Button name="schritt" value="aendern" variant="secondary">
                {t('banner.change')}
              </Button>
            </Buttons>
          </Form>
        </Band>
      </Wrap>
    ),
  });
}

function PreviewBar({
  request,
  wanted,
  language,
}: {
  request: Request;
  wanted: WantedBanner;
  language: (typeof languages)[number];
}): VNode {
  const name = newsTexts(request.language)(`language.${language}`);
  const look = bannerLook(request.app, { ...wanted, until: wanted.until.toISOString() }, language);
  return (
    <div lang={language}>
      <Bar tone={look.tone} label={`${name}: ${look.label}`} content={look.content} />
    </div>
  );
}

async function act(request: Request): Promise<Reply> {
  const { app, language } = request;
  const typed = typedOf(request);
  const step = typedText(typed, 'schritt');
  const staff = staffOf(request);
  if (step === 'aendern') return show(request, { typed });
  try {
    if (step === 'beenden') {
      await endBanner(app, staff, Number(typedText(typed, 'meldung')) || 0);
      return seeOther(address);
    }
    const read = readBanner(app, typed, language);
    if ('errors' in read) return await show(request, { typed, errors: read.errors });
    if (step !== 'setzen') return preview(request, read.wanted);
    const seen = typedText(typed, 'gesehen');
    await setBanner(app, staff, {
      form: sentId(typed),
      shown: seen === '' ? undefined : Number(seen),
      wanted: read.wanted,
    });
    return seeOther(address);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'BANNER_CHANGED') throw error;
    // Another process may have set it: this page must show it already.
    await app.live.refresh();
    return show(request, step === 'beenden' ? { changed: true } : { typed, changed: true });
  }
}

export const bannerRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: warnEveryone,
    kind: 'page',
    summary: 'The warning on all pages: what stands, templates, a new one, the log (vorlage, nach)',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: address,
    may: warnEveryone,
    kind: 'form',
    summary: 'Shows it as it will stand, sets it, ends it (schritt)',
    handle: act,
  },
];
