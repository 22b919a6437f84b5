/** One text in every place that takes a text from people or definitions: a page for the test of escaping only. */
import type { VNode } from 'preact';
import {
  AddressField,
  Band,
  Choice,
  DateField,
  Declaration,
  ErrorSummary,
  Events,
  Facts,
  Figures,
  FileField,
  Form,
  ListField,
  LongTextField,
  MultiChoice,
  Notice,
  PageLayout,
  Rows,
  SearchForm,
  Table,
  TextField,
  Top,
  Track,
  Views,
  WorkTable,
  type PageAssets,
} from '../index.ts';
import { galleryFrame } from './frame.tsx';

/** `text` fills labels, values, hints, errors, links and attributes. */
export function hostilePage(assets: PageAssets, text: string): VNode {
  const frame = {
    ...galleryFrame({ assets }, `/suche?q=${encodeURIComponent(text.toWellFormed())}`, 'resident', 0),
  };
  const { labels } = frame;
  const field = { labels, id: 'f', name: text, label: text, hint: text, error: text, autocomplete: text };
  const options = [{ value: text, label: text, hint: text }];
  return (
    <PageLayout
      frame={{
        ...frame,
        bar: { tone: 'info', label: text, content: text },
        footer: { columns: [], last: text },
      }}
      title={text}
      description={text}
      feed={{ href: text, title: text }}
    >
      <Top
        labels={labels}
        title={text}
        lead={text}
        meta={text}
        crumbs={[{ label: text, href: text }]}
        actionNote={text}
      />
      <Band id="b" title={text} note={text}>
        <Rows
          items={[{ when: text, whenNote: text, title: text, href: text, hidden: text, text, act: text }]}
        />
        <Facts items={[{ term: text, value: text, source: text, act: { label: text, href: text } }]} />
        <Events items={[{ label: text, href: text, text }]} />
        <Figures items={[{ value: text, unit: text, text, target: text }]} />
        <Track
          labels={labels}
          label={text}
          stations={[{ label: text, note: text, href: text, state: 'done' }]}
        />
        <Notice tone="info" title={text}>
          {text}
        </Notice>
        <Table
          id="t"
          caption={text}
          columns={[{ label: text }]}
          rows={[{ key: text, cells: [text] }]}
          foot={[text]}
        />
        <WorkTable
          labels={labels}
          caption={text}
          columns={[{ label: text, href: text }]}
          rows={[
            {
              key: text,
              title: text,
              href: text,
              sub: text,
              cells: [text],
              select: { name: text, value: text, label: text },
            },
          ]}
        />
        <Views label={text} views={[{ label: text, href: text, count: 1 }]} />
        <SearchForm
          labels={labels}
          action={text}
          value={text}
          label={text}
          placeholder={text}
          hidden={{ [text]: text }}
        />
      </Band>
      <Form
        action={text}
        hidden={{ [text]: text }}
        enter={{ name: text, value: text }}
        label={text}
        id={text}
      >
        <ErrorSummary labels={labels} errors={[{ fieldId: text, message: text }]} />
        <TextField {...field} value={text} />
        <LongTextField {...field} value={text} />
        <DateField {...field} value={{ day: text, month: text, year: text }} />
        <AddressField {...field} value={{ street: text, houseNumber: text, postalCode: text, town: text }} />
        <Choice {...field} value={text} options={options} />
        <Choice {...field} value={text} options={options} as="select" />
        <ListField {...field} value={text} options={options} near={options} />
        <MultiChoice {...field} value={[text]} options={options} />
        <FileField
          {...field}
          value={undefined}
          files={[{ id: text, name: text, note: text, href: text, remove: { name: text, value: text } }]}
        />
        <Declaration {...field} value={true} />
      </Form>
    </PageLayout>
  );
}
