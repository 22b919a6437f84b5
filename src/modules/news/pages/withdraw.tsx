// /redaktion/:id/zurueckziehen: withdraws what was published, with a reason that everyone reads at its address.
import { typedText, type Typed } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  Top,
  Wrap,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { withdrawNews } from '../actions/change-published.ts';
import type { Item } from '../item.ts';
import { newsTexts } from '../news-texts.ts';
import { writeNews } from '../permissions.ts';
import { itemById } from '../queries/items.ts';
import { readFour } from '../read-news.ts';
import { titleOf } from './edit.tsx';
import { FourFields } from './edit-fields.tsx';
import { typedOf } from './form-parts.tsx';

const address = '/redaktion/:id/zurueckziehen';

async function find({ app, params }: Request): Promise<Item> {
  const item = await itemById(app.db, params['id']);
  if (!item) throw new Fault('NOT_FOUND');
  return item;
}

function show(request: Request, item: Item, typed: Typed, errors: FormError[] = []): Reply {
  const { language, csrf } = request;
  const t = newsTexts(language);
  return page(request, {
    title: t('withdraw.title'),
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('withdraw.title')}
          lead={t('withdraw.lead')}
          crumbs={[
            { label: t('desk.title'), href: '/redaktion' },
            { label: titleOf(request, item), href: `/redaktion/${item.id}` },
          ]}
          tight
        />
        <ErrorSummary labels={uiLabels(language)} errors={errors} />
        <Form
          action={address.replace(':id', item.id)}
          label={t('withdraw.title')}
          hidden={{ _csrf: csrf, stand: typedText(typed, 'stand') }}
        >
          <FourFields
            {...{ request, typed, errors }}
            name="grund"
            label={(language) => t('withdraw.reason', { language })}
          />
          <Buttons>
            <Button>{t('withdraw.title')}</Button>
            <a href={`/redaktion/${item.id}`}>{t('editor.cancel')}</a>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

async function act(request: Request): Promise<Reply> {
  const { app, language } = request;
  const typed = typedOf(request);
  const item = await find(request);
  const { four, errors } = readFour(typed, 'grund', language);
  if (errors.length > 0) return show(request, item, typed, errors);
  const revision = Number(typedText(typed, 'stand')) || 0;
  await withdrawNews(app, staffOf(request), { id: item.id, revision }, four);
  return seeOther(`/redaktion/${item.id}`);
}

export const withdrawRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: writeNews,
    kind: 'page',
    summary: 'Withdraws what was published',
    handle: async (request) => {
      const item = await find(request);
      return show(request, item, { ...(request.parked as Typed | undefined), stand: String(item.revision) });
    },
  },
  {
    method: 'POST',
    url: address,
    may: writeNews,
    kind: 'form',
    summary: 'Withdraws it with a reason in four languages',
    handle: act,
  },
];
