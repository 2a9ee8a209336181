// The words for the status of a case, one set for reports and one for appeals. Callers hear them, get them as a text
// message, and read them on the report page.
import type { CASE_NEWS, CaseKind } from '../../core/cases/case.ts';
import type { Language } from '../../core/basics/language.ts';

export type CaseNewsWords = {
  readonly [Kind in CaseKind]: Readonly<Record<(typeof CASE_NEWS)[Kind][number], string>>;
};

export const CASE_NEWS_WORDS: Readonly<Record<Language, CaseNewsWords>> = {
  'en-US': {
    report: {
      received: 'We have your report and will look at it soon.',
      investigating: 'We are looking into your report.',
      'action-taken': 'We have taken action on your report.',
      closed: 'Your report is closed.',
      withdrawn: 'We have reviewed the number you reported. It is no longer blocked.',
    },
    appeal: {
      received: 'We have your appeal and will look at it soon.',
      investigating: 'We are looking into your appeal.',
      'action-taken': 'We have taken action on your appeal.',
      closed: 'Your appeal is closed.',
      accepted: 'Your appeal was accepted. Your number is no longer blocked, and you can call us again.',
      refused: 'We have reviewed your appeal. Your number is still blocked.',
    },
  },
  'zh-CN': {
    report: {
      received: '您的举报已受理，我们会尽快处理。',
      investigating: '您的举报正在核查中。',
      'action-taken': '您的举报已核查，我们已采取措施。',
      closed: '您的举报已处理完毕。',
      withdrawn: '您举报的号码经重新核查，已解除拦截。',
    },
    appeal: {
      received: '您的申诉已受理，我们会尽快处理。',
      investigating: '您的申诉正在核查中。',
      'action-taken': '您的申诉已核查，我们已采取措施。',
      closed: '您的申诉已处理完毕。',
      accepted: '您的申诉成立，您的号码已解除拦截，可以正常来电。',
      refused: '您的申诉经核查未通过，您的号码仍被拦截。',
    },
  },
};
