// What went wrong with a request, by kind; the API's own words (English) follow as details.
import type { ApiProblemKind } from '../../api/problem.ts';

export const PROBLEMS = {
  'invalid-request': 'The request is not valid',
  'invalid-number': 'Enter a valid phone number or prefix rule',
  'invalid-settings': 'Some settings are not valid',
  'reason-needed': 'Nothing was shown: give a reason first',
  'not-signed-in': 'Your session has expired',
  'sign-in-refused': 'The name, password, or code is incorrect. Check them and try again',
  'code-needed': 'Enter the six digits that your authenticator app shows',
  'person-exists': 'This name is already taken',
  'people-elsewhere': 'People are managed in the sign-in service',
  'not-allowed': 'Your role does not allow this',
  'not-found': 'Not found. It may have been deleted',
  conflict: 'Someone else just changed this. Refresh and try again',
  held: 'This record is under a legal hold',
  protected: 'This number can’t be blocked',
  'nothing-to-approve': 'Nothing is pending approval here',
  'version-needed': 'The request doesn’t say which version it replaces. Refresh and try again',
  'key-reused': 'This request was already sent with different content. Please try again',
  'changed-meanwhile':
    'Someone else changed this while you were editing. Nothing was overwritten. Refresh to see the change',
  'import-rejected': 'Nothing was imported',
  'which-country': 'Choose the country of the numbers in this file',
  'reports-closed': 'Reports are accepted by phone only',
  'not-solved': 'The security check did not pass. Please try again',
  'already-used': 'This was already sent',
  'too-large': 'The content is too large',
  'too-many-requests': 'Too many requests. Try again in a few minutes',
  'store-refused': 'The database rejected this request. Trying again won’t help. Contact your administrator',
  'store-misconfigured':
    'The database is not set up correctly. Calls are still answered. Contact your administrator',
  internal: 'Something went wrong in the hotline',
  'store-unavailable': 'The database isn’t responding. Calls are still answered. Try again in a minute',
  'sign-in-unavailable': 'The sign-in service isn’t responding. Try again in a minute',
  unreachable: 'The hotline isn’t responding. Check your connection and try again',
  unexpected: 'The hotline sent an unexpected response',
} as const satisfies Record<ApiProblemKind, string>;
