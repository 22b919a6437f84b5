// Services of Open311 and their definitions: the canton's categories, their questions as attributes.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { uiLabels } from '../../../ui/index.ts';
import type { Category, Question } from '../category.ts';
import { reportsOf } from '../reports-state.ts';
import { Open311Fault, type Value } from './format.ts';

export const serviceList = (app: App, language: Language): Value => {
  const { categories, groups } = reportsOf(app);
  return {
    each: 'service',
    items: categories.map((each) => ({
      service_code: each.id,
      service_name: each.name[language],
      description: each.description[language],
      metadata: attributesOf(each, language).length > 0,
      type: 'realtime',
      keywords: each.keywords[language],
      group: groups[each.group]?.[language] ?? each.group,
    })),
  };
};

/** @throws Open311Fault 404 */
export function serviceByCode(app: App, code: string): Category {
  const found = reportsOf(app).byId.get(code);
  if (!found) throw new Open311Fault(404, `service_code ${code.slice(0, 60)} was not found.`);
  return found;
}

export const serviceDefinition = (category: Category, language: Language): Value => ({
  service_code: category.id,
  attributes: { each: 'attribute', items: attributesOf(category, language) },
});

const datatypes: Record<Question['type'], string> = {
  choice: 'singlevaluelist',
  yesno: 'singlevaluelist',
  multichoice: 'multivaluelist',
  number: 'number',
  text: 'string',
  longtext: 'text',
};

function valuesOf(question: Question, language: Language): { key: string; name: string }[] {
  if (question.type === 'yesno') {
    const { yes, no } = uiLabels(language).form;
    return [
      { key: 'yes', name: yes },
      { key: 'no', name: no },
    ];
  }
  return (question.options ?? []).map(({ id, label }) => ({ key: id, name: label[language] }));
}

/** Where one must call instead, that is said first; nothing is asked by it. */
function attributesOf({ call, questions }: Category, language: Language): Value[] {
  const notice = call
    ? [
        {
          ...{ variable: false, code: 'call', datatype: 'string', required: false },
          ...{ datatype_description: '', order: 1, description: call.when[language] },
        },
      ]
    : [];
  return [
    ...notice,
    ...questions.map((question, index): Value => {
      const values = valuesOf(question, language);
      return {
        variable: true,
        code: question.id,
        datatype: datatypes[question.type],
        required: question.optional !== true,
        datatype_description: question.hint?.[language] ?? '',
        order: index + 1 + notice.length,
        description: question.label[language],
        ...(values.length > 0 ? { values: { each: 'value', items: values } } : {}),
      };
    }),
  ];
}
