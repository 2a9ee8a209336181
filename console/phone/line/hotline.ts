// The hotline that is called: its API, its settings, and its people.
import type { AnswerOf } from '../../../functions/admin/contract.ts';
import type { Api } from '../../api/client.ts';

export interface Hotline {
  readonly api: Api;
  readonly settings: AnswerOf<'settings.get'>;
  /** As people write a number where the hotline is. */
  readonly written: (number: string) => string;
}

export interface Member {
  readonly name: string;
  readonly number: string;
  /** As people write it where the hotline is. */
  readonly written: string;
}

/** Everybody whose telephone can ring, once each. */
export const membersOf = ({ settings, written }: Hotline): readonly Member[] => [
  ...new Map(
    settings.departments.flatMap(({ members }) =>
      members.map(({ name, number }): [string, Member] => [
        number,
        { name, number, written: written(number) },
      ]),
    ),
  ).values(),
];
