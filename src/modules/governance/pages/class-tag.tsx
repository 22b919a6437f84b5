// The class of data as a sign with a word.
import type { VNode } from 'preact';
import type { DataClass } from '../../../kernel/datasets/dataset.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { ClassTag, uiLabels } from '../../../ui/index.ts';

export function classWord(each: DataClass, language: Language): string {
  return uiLabels(language).dataClass[each === 'special' ? 'sensitive' : each];
}

export function ClassOf({ of, language }: { of: DataClass; language: Language }): VNode {
  return <ClassTag hot={of === 'special'}>{classWord(of, language)}</ClassTag>;
}
