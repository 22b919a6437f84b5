// The drafted notice of a breach to the authority, as tagged PDF. It names nobody whose data it is, and no member of staff.
import { countAffected } from '../../../kernel/audit/affected-persons.ts';
import { Fault } from '../../../kernel/errors.ts';
import { bytes } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { compilePdf } from '../../../kernel/pdf/compile-pdf.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { formatDateTime } from '../../../ui/index.ts';
import { oversightOf } from '../oversight-config.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { oversee } from '../permissions.ts';
import { describedFacts } from './described-facts.ts';
import { exposedUses } from './exposed-uses.ts';
import { incidentById, tellingOf } from './load-incidents.ts';
import { looksAtActor } from './record-incident.ts';

const template = `#let notice = json(bytes(sys.inputs.letter))
#set document(title: notice.title)
#set text(font: "Hanken Grotesk", size: 10.5pt, lang: notice.language, region: "CH")
#set page(paper: "a4", margin: 2.5cm, numbering: "1 / 1")
#set par(leading: 0.7em, spacing: 1.1em)
#show heading: set block(above: 1.6em, below: 0.9em)
= #notice.title
#notice.lead
#for fact in notice.facts [
  / #fact.term: #fact.value
]
#for part in notice.parts [
  == #part.title
  #for paragraph in part.text.split("\\n") [
    #paragraph

  ]
]
`;

async function show({ app, actor, language, params }: Request): Promise<Reply> {
  const id = params['id'] ?? '';
  if (actor.kind !== 'staff' || !isUuid(id)) throw new Fault('NOT_FOUND');
  const t = oversightTexts(language);
  const now = app.clock.now();
  const { incident, persons } = await transact(app, actor, async (tx) => {
    const found = await incidentById(tx.db, id);
    await tx.recordAccess(...(found ? looksAtActor(found) : []));
    if (!found) throw new Fault('NOT_FOUND');
    const uses = await exposedUses(tx.db, found, now);
    const count =
      found.confirmedAt === null
        ? uses
          ? (await countAffected(tx.db, uses)).persons
          : 0
        : (await tellingOf(tx.db, id)).persons;
    return { incident: found, persons: count };
  });
  const told =
    incident.confirmedAt === null
      ? t('breach.pdf.notTold')
      : t('breach.pdf.told', { at: formatDateTime(incident.confirmedAt, language, 'long') });
  const pdf = await compilePdf(
    template,
    {
      language,
      title: t('breach.pdf.title'),
      lead: t('breach.pdf.lead', {
        at: formatDateTime(now, language, 'long'),
        basis: oversightOf.of(app).incidents.legalBasis.join('; '),
      }),
      facts: describedFacts(app, language, incident),
      parts: [
        { title: t('breach.what'), text: incident.what },
        { title: t('breach.affected'), text: `${t('breach.count.fixed', { persons })} ${told}` },
        { title: t('breach.consequences'), text: incident.consequences || t('breach.consequences.none') },
        { title: t('breach.measures'), text: incident.measures || t('breach.measures.none') },
      ],
    },
    Math.floor(now.getTime() / 1000),
  );
  return bytes(pdf, 'application/pdf', `${t('breach.pdf.name')}.pdf`);
}

export const authorityNoticeRoute: Route = {
  method: 'GET',
  url: '/aufsicht/vorfaelle/:id/meldung.pdf',
  may: oversee,
  kind: 'file',
  summary: 'The drafted notice of a breach to the authority (PDF)',
  handle: show,
};
