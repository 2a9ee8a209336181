// The hotline that is called: its API, its settings, and its people.
import type { AnswerOf } from '../../functions/admin/contract.ts';
import type { Api } from '../api/client.ts';

export interface Hotline {
  readonly api: Api;
  readonly settings: AnswerOf<'settings.get'>;
}

export interface Member {
  readonly name: string;
  readonly number: string;
}

/** Everybody whose telephone can ring, once each. */
export const membersOf = ({ settings }: Hotline): readonly Member[] => [
  ...new Map(
    settings.departments.flatMap(({ members }) =>
      members.map(({ name, number }): [string, Member] => [number, { name, number }]),
    ),
  ).values(),
];

/** `+1 312 555 0100`: easier to read; other countries' numbers stay as they are. */
export const spaced = (number: string): string => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');
