// A department by its name in the chosen language; by its id where the settings do not have it any more.
import type { AnswerOf } from '../../../functions/admin/contract.ts';
import type { Language } from '../../words/index.ts';

export function departmentName(
  id: string | undefined,
  { departments, hotline }: AnswerOf<'settings.get'>,
  language: Language,
): string | undefined {
  const name = departments.find((department) => department.id === id)?.name;
  return name?.[language] ?? name?.[hotline.language] ?? id;
}
