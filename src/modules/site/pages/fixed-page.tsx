// Pages that are only text: title, lead and bands, all from the texts of the module.
import type { ComponentChildren, VNode } from 'preact';
import { Band, PlainText, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';

export interface Section {
  id: string;
  title: string;
  note?: string | undefined;
  /** Plain text: blank lines between paragraphs, "- " before list entries. */
  text?: string | undefined;
  more?: ComponentChildren;
}

export function fixedPage(
  request: Request,
  content: { title: string; lead: string; sections: readonly Section[] },
): Reply {
  return page(request, {
    title: content.title,
    description: content.lead,
    indexed: true,
    content: (
      <Wrap>
        <Top labels={uiLabels(request.language)} title={content.title} lead={content.lead} />
        {content.sections.map((section, index) => (
          <SectionBand key={section.id} section={section} last={index === content.sections.length - 1} />
        ))}
      </Wrap>
    ),
  });
}

function SectionBand({ section, last }: { section: Section; last: boolean }): VNode {
  return (
    <Band id={section.id} title={section.title} note={section.note} last={last}>
      <div class="stack">
        {section.text ? <PlainText text={section.text} /> : null}
        {section.more}
      </div>
    </Band>
  );
}
