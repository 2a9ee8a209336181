// `hotline voicemails`.
import { Option } from 'commander';
import { FOLDERS, VOICEMAIL_STATUSES } from '../../functions/admin/choices.ts';
import type { ListFlags } from '../terminal/printed.ts';
import { type Commands, limit, json, why } from '../options.ts';

export const voicemailCommands: Commands = (program, connection) => {
  program
    .command('voicemails')
    .description('show messages and call-back requests')
    .addOption(new Option('--status <status>').choices(VOICEMAIL_STATUSES))
    .addOption(new Option('--folder <folder>').choices(FOLDERS))
    .addOption(limit())
    .addOption(json())
    .action(async ({ limit: most, json: asJson, ...query }: ListFlags<'voicemails.page'>) => {
      const { voicemails } = await import('./voicemails.ts');
      await voicemails(connection(), query, { limit: most, json: asJson });
    })
    .command('audio')
    .argument('<recording>')
    .argument('<file.wav>')
    .description('save a message as an audio file')
    .addOption(why())
    .action(async (recording: string, file: string, flags: { why: string }) => {
      const { saveAudio } = await import('./voicemails.ts');
      await saveAudio(connection(), recording, { file, ...flags });
    });
};
