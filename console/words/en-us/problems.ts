// What went wrong with a request, by kind; the API's own words (English) follow as details.
import type { ApiProblemKind } from '../../api/problem.ts';

export const PROBLEMS = {
  'invalid-request': 'Something in the request is not right',
  'invalid-number': 'This is not a number that can be listed or looked up',
  'invalid-settings': 'The settings have problems',
  'not-signed-in': 'You are not signed in any more',
  'sign-in-refused': 'The name, the password or the code is wrong. Check them and try again',
  'code-needed': 'Enter the six digits that your authenticator app shows',
  'person-exists': 'Somebody has this name already',
  'people-elsewhere': 'People are managed at the identity provider',
  'not-allowed': 'Your role does not allow this',
  'not-found': 'There is no such record (any more)',
  conflict: 'Somebody else changed this at the same moment. Refresh, then try again',
  protected: 'This number is protected from being blocked',
  'nothing-to-approve': 'Nothing waits for approval here',
  'version-needed': 'The version that is to be replaced is missing: read it again',
  'key-reused': 'The same request was sent before with other content: please try again',
  'changed-meanwhile': 'Somebody else changed this meanwhile. Refresh to see it; nothing was overwritten',
  'import-rejected': 'Nothing was imported',
  'which-country': 'It is not clear which country the numbers of this file belong to',
  'reports-closed': 'Reports are taken by telephone only',
  'not-solved': 'The check against automatic reports did not pass',
  'already-used': 'This was sent already',
  'too-large': 'This is too large',
  'too-many-requests': 'Too many requests for the moment. Try again shortly',
  'store-refused': 'The database refuses this; trying again will not help. Tell the operator',
  'store-misconfigured':
    'The database is not set up for this hotline; calls are answered all the same. Tell the operator',
  internal: 'Something went wrong in the hotline',
  'store-unavailable':
    'The database does not answer just now; calls are answered all the same. Try again shortly',
  'sign-in-unavailable': 'The identity provider does not answer just now. Try again shortly',
  unreachable: 'The hotline does not answer. Check your connection, then try again',
  unexpected: 'Something unexpected was answered',
} as const satisfies Record<ApiProblemKind, string>;
