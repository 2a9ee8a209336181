// How a case stands, in words of its kind: said by telephone, written in a text, and shown on the report page.
import type { CASE_NEWS, CaseKind } from '../../core/cases/case.ts';
import type { Language } from '../../core/basics/language.ts';

export type CaseNewsWords = {
  readonly [Kind in CaseKind]: Readonly<Record<(typeof CASE_NEWS)[Kind][number], string>>;
};

export const CASE_NEWS_WORDS: Readonly<Record<Language, CaseNewsWords>> = {
  'en-US': {
    report: {
      received: 'We have your report, and will look at it soon.',
      investigating: 'We are looking into your report.',
      'action-taken': 'We have acted on your report.',
      closed: 'Your report is closed.',
      withdrawn: 'We looked at the number again after your report, and it is no longer blocked.',
    },
    appeal: {
      received: 'We have your appeal, and will look at it soon.',
      investigating: 'We are looking into your appeal.',
      'action-taken': 'We have acted on your appeal.',
      closed: 'Your appeal is closed.',
      accepted: 'We have accepted your appeal. Your number is no longer blocked, and you can call us again.',
      refused: 'We have looked at your appeal, and your number stays blocked.',
    },
  },
  'zh-CN': {
    report: {
      received: '您的举报已收到，我们会尽快处理。',
      investigating: '您的举报正在调查中。',
      'action-taken': '我们已根据您的举报采取措施。',
      closed: '您的举报已办结。',
      withdrawn: '收到您的举报后，我们重新核查了该号码，现已解除拦截。',
    },
    appeal: {
      received: '您的申诉已收到，我们会尽快处理。',
      investigating: '您的申诉正在核查中。',
      'action-taken': '我们已根据您的申诉采取措施。',
      closed: '您的申诉已办结。',
      accepted: '您的申诉已通过，您的号码已解除拦截，您可以重新致电我们。',
      refused: '我们已核查您的申诉，您的号码仍被拦截。',
    },
  },
};
