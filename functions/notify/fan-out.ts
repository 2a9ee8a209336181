// A notice becomes one task for each target that wants it: what fails is tried again alone.
import { createHash } from 'node:crypto';
import { assertNever } from '../../core/basics/assert-never.ts';
import { noticeId, type Notice } from '../../core/messages/notice.ts';
import { type NotificationTarget, wants } from '../../core/messages/notification.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { MessageKind } from '../../core/messages/message.ts';
import type { DeferredTask, Runtime } from '../runtime.ts';
import { linkWords, wordsOf } from './notice-words.ts';

/** Tried again after a failure, targets that had their task already get another: a webhook's id says that it is one. */
export async function fanOut(notice: Notice, runtime: Runtime): Promise<void> {
  if (await wasToldBefore(notice, runtime)) return;
  // Reads the settings from the store and not from memory, so that a recipient who was just saved is notified.
  const stored = await runtime.store.settings.current();
  const settings = stored?.settings ?? runtime.settings.lastGood();
  for (const target of settings.notifications.filter((one) => wants(one, notice)))
    await runtime.deferred.send(taskFor(notice, target, settings, runtime.publicUrl));
}

/** A second call-back request for the same number, while the first is open, is not stored and causes no notification. */
async function wasToldBefore(notice: Notice, { store }: Runtime): Promise<boolean> {
  if (notice.kind !== 'voicemail' || notice.callBack === undefined) return false;
  const open = await store.voicemails.get(notice.recordingSid);
  return open !== undefined && open.dropped === undefined && open.callSid !== notice.callBack.callSid;
}

function taskFor(
  notice: Notice,
  { by, language: wanted }: NotificationTarget,
  settings: Settings,
  publicUrl: string,
): DeferredTask {
  const { hotline } = settings;
  const language = wanted ?? hotline.language;
  const { subject, text } = wordsOf(notice, language, settings);
  const link = linkTo(notice, publicUrl);
  const company = hotline.company[language] ?? hotline.company[hotline.language] ?? '';
  const id = `msg_${shortHash(noticeId(notice))}`;
  if ('sms' in by)
    return {
      kind: 'send-sms',
      to: by.sms,
      body: `${company}: ${text} ${linkWords(link, language)}`,
      ...(notice.kind === 'day-limit' ? { beyondLimit: true } : {}),
    };
  if ('email' in by) {
    const body = `${text}\n\n${linkWords(link, language)}\n`;
    const own = `${id}-${shortHash(by.email)}`;
    return {
      kind: 'send-email',
      email: { id: own, to: by.email, subject: `[${company}] ${subject}`, text: body },
    };
  }
  return {
    kind: 'post-webhook',
    url: by.webhook,
    id,
    body: JSON.stringify({
      type: TYPES[notice.kind],
      timestamp: notice.at,
      data: { ...dataOf(notice), subject, text, link },
    }),
  };
}

const TYPES = {
  voicemail: 'voicemail.received',
  case: 'case.opened',
  'case-due': 'case.due',
  'privacy-request': 'privacy-request.opened',
  'privacy-due': 'privacy-request.due',
  'guard-level': 'guard-level.changed',
  'day-limit': 'day-limit.reached',
  subscription: 'subscription.needs-attention',
  'partner-doubt': 'shared-number.doubted',
} as const satisfies Record<Notice['kind'], string>;

/** For a program: what the notice says, without the number. */
function dataOf(notice: Notice): object {
  switch (notice.kind) {
    case 'voicemail': {
      const { recordingSid, department, seconds, urgent, caller } = notice;
      const kind: MessageKind = notice.callBack === undefined ? 'message' : 'call-back';
      return { kind, recordingSid, department, seconds, urgent, callerEndsIn: caller?.slice(-2) };
    }
    case 'case':
      return { caseNumber: notice.caseNumber, about: notice.about };
    case 'case-due':
      return {
        caseNumber: notice.caseNumber,
        stage: notice.stage,
        dueAt: notice.dueAt,
        assignee: notice.assignee,
      };
    case 'privacy-request':
      return { request: notice.request, about: notice.about, dueAt: notice.dueAt };
    case 'privacy-due':
      return { request: notice.request, stage: notice.stage, dueAt: notice.dueAt };
    case 'guard-level':
      return { level: notice.level, until: notice.until, because: notice.because };
    case 'day-limit':
      return { day: notice.day, limit: notice.limit, most: notice.most };
    case 'subscription':
      return { about: notice.about, subscription: notice.name, partner: notice.partner };
    case 'partner-doubt':
      return { about: notice.about, entry: notice.entry, partner: notice.partner };
    default:
      return assertNever(notice, 'notice');
  }
}

/** Where the console shows it. */
function linkTo(notice: Notice, publicUrl: string): string {
  switch (notice.kind) {
    case 'voicemail':
      return `${publicUrl}/#/voicemail/${notice.recordingSid}`;
    case 'case':
    case 'case-due':
      return `${publicUrl}/#/cases/${notice.caseNumber}`;
    case 'subscription':
      return `${publicUrl}/#/subscriptions`;
    case 'partner-doubt':
      return `${publicUrl}/#/partners`;
    case 'privacy-request':
    case 'privacy-due':
      return `${publicUrl}/#/privacy-requests`;
    case 'guard-level':
    case 'day-limit':
      return `${publicUrl}/#/`;
    default:
      return assertNever(notice, 'notice');
  }
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);
