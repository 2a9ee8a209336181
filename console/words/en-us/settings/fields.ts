// The label and the help text of every field of the settings. `*` stands for any place in a list or any key of an object.
export const FIELDS = {
  '/hotline/number': [
    'Hotline number',
    'The number that callers dial. Staff see it on calls from hidden numbers.',
  ],
  '/hotline/company/en-US': ['Company name (English)', 'Said in the English greeting.'],
  '/hotline/company/zh-CN': ['Company name (Chinese)', 'Said in the Chinese greeting.'],
  '/hotline/region': ['Country', 'Numbers without a country code are read as numbers of this country.'],
  '/hotline/area': [
    'Area code',
    'Added to numbers that are written without one, like 312 or 010. Leave empty to reject such numbers.',
  ],
  '/hotline/language': [
    'Language',
    'The language of the greeting. Callers can switch to the other language.',
  ],
  '/hotline/officialNumbers': [
    'Official numbers',
    'Numbers your company calls from, one per line. Callers who ask whether a call really came from you hear yes for these and for the hotline number.',
  ],
  '/challenge/digits': ['Code length (digits)', 'How many digits an unknown caller must enter.'],
  '/challenge/kinds': [
    'Types of question',
    'Each call uses one of these at random. After a miss, the code is read as plain digits if “Digits” is selected.',
  ],
  '/challenge/attempts': [
    'Attempts',
    'After this many wrong or missing codes, the caller can leave a message.',
  ],
  '/challenge/answersPerDay': [
    'Wrong codes per number per day',
    'After this many wrong codes in a day (UTC), calls from the number go to voicemail. A correct code resets the count.',
  ],
  '/challenge/answerSeconds': [
    'Time to answer (seconds)',
    'How long the caller has to start entering the code.',
  ],
  '/challenge/verifiedDays': [
    'Stay verified (days)',
    'How long a caller with attestation A needs no new code.',
  ],
  '/challenge/verifiedDaysUnattested': [
    'Stay verified without attestation A (days)',
    'Should be shorter, because the number may be spoofed.',
  ],
  '/challenge/pass/conversations': [
    'Calls with staff before a new code',
    'How often staff phones ring for a verified number with attestation A in 24 hours. After that, the number must enter a code again.',
  ],
  '/challenge/pass/conversationsUnattested': [
    'Calls with staff before a new code, without attestation A',
    'Should be lower, because the number may be spoofed.',
  ],
  '/challenge/pass/endsAfter': [
    'New code after short or missed calls',
    'How many calls in a row may end within seconds or go unanswered before the number must enter a code again. 0 = never.',
  ],
  '/screening/allowance/windowMinutes': [
    'Counting period (minutes)',
    'The limits below apply to calls of one number in this time. Calls with and without attestation A are counted separately.',
  ],
  '/screening/allowance/calls': [
    'Calls before voicemail',
    'After this many calls in the period, the number goes to voicemail. Each message, case PIN, and report counts as one more call.',
  ],
  '/screening/allowance/rings': [
    'Phones rung before voicemail',
    'After this many staff phones have rung for the number in the period, its next call goes to voicemail.',
  ],
  '/screening/allowance/blockAfter': [
    'Calls before rejection',
    'After this many calls in the period, calls from the number are rejected for a while. 0 = never.',
  ],
  '/screening/allowance/blockMinutes': [
    'Rejected for (minutes)',
    'The first time. Each further time within a day lasts twice as long, up to four hours.',
  ],
  '/screening/allowance/allowlistedTimes': [
    'Limits for allowlisted numbers (times)',
    'Allowlisted numbers may make this many times as many calls. After that they go to voicemail. They are never rejected.',
  ],
  '/screening/levels/*/unknown': ['Unknown callers', 'On no list and not verified.'],
  '/screening/levels/*/withheld': ['Hidden numbers', 'The caller’s number is not shown.'],
  '/screening/levels/*/verified': ['Verified callers', 'Passed the keypad check recently.'],
  '/screening/levels/*/allowlisted': ['Allowlisted callers', 'On the allowlist.'],
  '/screening/levels/*/passed': [
    'After the code',
    'What happens in the call in which the caller enters the code. From the next call on, the caller is verified.',
  ],
  '/screening/levels/*/extraDigits': [
    'Extra digits',
    'Added to the code at this level. A code has six digits at most.',
  ],
  '/screening/reputation/mode': [
    'Risk scores',
    'Every number gets a risk score from 0 to 100, based on its history. Choose whether scores change how calls are handled.',
  ],
  '/screening/reputation/shadowDays': [
    'Monitor first (days)',
    'How long “Monitor, then enforce” only records scores.',
  ],
  '/screening/reputation/challenge': [
    'Ask for a code at score',
    'Verified callers at or above this score must enter a code again.',
  ],
  '/screening/reputation/harder': [
    'Ask for a longer code at score',
    'Callers at or above this score must enter a longer code than usual.',
  ],
  '/screening/reputation/voicemail': [
    'Send to voicemail at score',
    'Callers at or above this score leave a message. Staff phones don’t ring.',
  ],
  '/screening/reputation/reject': [
    'Reject at score',
    'Calls at or above this score are rejected. Keep this off unless you are certain.',
  ],
  '/screening/reputation/unanswered/own/harder': [
    'Longer code after (unanswered calls)',
    'Calls from the same number that pressed nothing when asked twice. 0 = never. Doesn’t apply with attestation A or after a correct code.',
  ],
  '/screening/reputation/unanswered/own/voicemail': [
    'Send to voicemail after (unanswered calls)',
    'Calls from the same number that pressed nothing when asked twice. 0 = never.',
  ],
  '/screening/reputation/unanswered/neighbours/harder': [
    'Longer code after (nearby numbers)',
    'Numbers in the same range of 1,000 that pressed nothing within a day. 0 = never.',
  ],
  '/screening/reputation/unanswered/neighbours/voicemail': [
    'Send to voicemail after (nearby numbers)',
    'Numbers in the same range of 1,000 that pressed nothing within a day. 0 = never.',
  ],
  '/screening/attestation/usualAfterCalls': [
    'Expect attestation A after (calls)',
    'From then on, calls without attestation A from an allowlisted number need a code. 0 = never.',
  ],
  '/screening/blocks/on': [
    'Automatic blocks',
    'Blocks numbers that staff flagged and that have other evidence on several days. The first block lasts 7 days, then 30, then 90.',
  ],
  '/screening/blocks/mostPerHour': [
    'Automatic blocks per hour (maximum)',
    'Further blocks wait on the blocklist until a person approves them.',
  ],
  '/screening/content/on': [
    'Score what callers say',
    'Sorts messages and suggests report categories. Never rejects a call.',
  ],
  '/attack/automatic': [
    'Raise the level automatically',
    'Every minute, the guard counts callers who press nothing, enter wrong codes, hang up within seconds, or call from a range of new numbers. It compares them with the usual number of calls at this hour of the week.',
  ],
  '/attack/fewestCalls': [
    'Minimum suspicious callers',
    'Fewer suspicious callers than this in five minutes never raise the level. Siege needs more. Example: with 30 callers, 4 times, and 12 times, Siege needs 90.',
  ],
  '/attack/elevatedTimes': [
    'Elevated at (times usual calls)',
    'At level Elevated, unknown callers enter a longer code. Example: 4 means four times the usual number of calls.',
  ],
  '/attack/siegeTimes': [
    'Siege at (times usual calls)',
    'At level Siege, unknown callers leave a message and staff phones ring only for known callers. At least half of the suspicious callers must have missed the code. Example: 12.',
  ],
  '/attack/holdMinutes': [
    'Hold level for (minutes)',
    'How long a raised level lasts after the last suspicious minute.',
  ],
  '/attack/byPhoneMinutes': [
    'Hold level set by phone for (minutes)',
    'How long a level lasts that staff set in the staff menu.',
  ],
  '/attack/spend/pricePerMinute': [
    'Price per minute',
    'What the carrier charges for each started minute of a call.',
  ],
  '/attack/spend/currency': ['Currency', 'Three letters, like USD or CNY.'],
  '/attack/spend/mostPerDay': [
    'Daily limit',
    'Above this cost, the level stays at Siege for the rest of the day.',
  ],
  '/notifications/*/on': ['Notify about', 'What this recipient is told right away.'],
  '/notifications/*/departments': [
    'Departments',
    'Only messages for these departments. Leave empty for all.',
  ],
  '/notifications/*/language': ['Language', 'Leave empty for the hotline’s language.'],
  '/notifications/*/by': ['Send to', 'An email address, a mobile number, or an https address.'],
  '/menu/answerSeconds': [
    'Time to answer (seconds)',
    'How long the caller has to press a key after the menu.',
  ],
  '/menu/entries/*/key': ['Key', 'The key callers press.'],
  '/menu/entries/*/choice': ['Action', 'What the key does.'],
  '/menu/entries/*/department': ['Department', 'Leave empty to let the caller choose.'],
  '/menu/entries/*/on': ['Offered', 'Off: callers don’t hear this option.'],
  '/reports/dueDays': ['Answer within (days)', 'When the reporter is promised an answer. Example: 7.'],
  '/reports/extendedDueDays': [
    'Answer within (days) after an extension',
    'Counted from the day of the report. Staff can extend a case once, and the reporter is told the reason. Example: 30.',
  ],
  '/reports/sms': ['Send text messages', 'Sends the case number, PIN, and answers to the reporter.'],
  '/reports/maxSeconds': [
    'Longest description (seconds)',
    'How long a caller may speak when describing a report or an appeal.',
  ],
  '/reports/appealProtectionDays': [
    'Protected after an appeal (days)',
    'Automatic blocks, complaint files, and prefix rules don’t apply to the number during this time.',
  ],
  '/reports/appealByPhone/automatic': [
    'Appeals by phone: automatic blocks',
    'The first call after such a block is answered, and the caller hears how to appeal. On the report page, every blocked caller can appeal.',
  ],
  '/reports/appealByPhone/byHand': [
    'Appeals by phone: blocks by staff',
    'The same for numbers and ranges that a person blocked or imported.',
  ],
  '/reports/appealByPhone/imported': [
    'Appeals by phone: blocks from complaint files',
    'The same for numbers blocked by a complaint file. With a large file, many calls are answered once.',
  ],
  '/reports/byPhone/perReporterPerHour': [
    'Cases per caller per hour (maximum)',
    'Further reports from the same number join one case per day.',
  ],
  '/reports/byPhone/hiddenPerHour': [
    'Cases from hidden numbers per hour (maximum)',
    'From all callers with a hidden number together.',
  ],
  '/reports/web/on': ['Report page', 'People who prefer not to call can report at /report.'],
  '/reports/web/perAddressPerHour': ['Reports per address per hour (maximum)', 'From one IP address.'],
  '/reports/web/perHour': ['Reports per hour (maximum)', 'From all visitors.'],
  '/afterHours/fraudNow': [
    'Fraud in progress',
    'After hours, callers who are losing money, or lost it in the call they report, can reach on-call staff.',
  ],
  '/afterHours/emergencyNumbers': [
    'Numbers to call first',
    'Callers who are losing money hear “Please stop the transfer. Hang up and call your bank, then the police.” and these numbers before staff phones ring.',
  ],
  '/afterHours/emergencyNumbers/*/name/en-US': ['Name (English)', 'Read out to callers, like “The police”.'],
  '/afterHours/emergencyNumbers/*/name/zh-CN': ['Name (Chinese)', 'Read out to callers.'],
  '/afterHours/emergencyNumbers/*/number': [
    'Number to dial',
    'As callers dial it, like 110 or 1-800-555-0123.',
  ],
  '/staffMenu/on': [
    'Staff menu',
    'Staff who call from their own number can enter a PIN to flag callers and hear messages.',
  ],
  '/staffMenu/lockMinutes': [
    'Lock time (minutes)',
    'After five wrong PINs. Each further lock within a week lasts twice as long.',
  ],
  '/voicemail/review': ['Let callers review', 'Callers can hear and re-record their message.'],
  '/voicemail/transcribe': [
    'Transcripts',
    'Staff can read messages. The carrier and Amazon Transcribe charge per minute.',
  ],
  '/voicemail/mostPerCallerPerDay': ['Messages per caller per day (maximum)', 'From one number in 24 hours.'],
  '/voicemail/mostPerHour': [
    'Callers with messages per hour (maximum)',
    'Applies separately to known callers, callers who passed the keypad check, reporters, and unknown callers. Half as many with a hidden number. Others can ask for a call back. Example: 60.',
  ],
  '/voicemail/maxSeconds': ['Longest message (seconds)', 'The recording ends after this time.'],
  '/calls/maxSeconds': ['Longest call (seconds)', 'The carrier ends a call with staff after this time.'],
  '/calls/retentionDays': [
    'Keep call records (days)',
    'Then the call, its messages, and recordings are deleted. Records that an open case needs are kept.',
  ],
  '/reports/retentionDays': [
    'Keep closed cases (days)',
    'Then a closed case is deleted. Open cases are always kept.',
  ],
  '/security/secondApprover': [
    'Changes that need a second approver',
    'Example: new staff phones. If none is selected, changes apply as soon as they are saved.',
  ],
  '/calls/perDay/minutes': [
    'Minutes of staff calls per day (maximum)',
    'Counts one minute for each phone that rings, plus the rest of each call. 0 = no limit.',
  ],
  '/calls/perDay/texts': [
    'Text messages per day (maximum)',
    'To reporters and to recipients of notifications. 0 = no limit.',
  ],
  '/audit/retentionDays': [
    'Keep the audit log (days)',
    'Then an entry is deleted. The rest of the log can still be verified.',
  ],
  '/privacy/controller': [
    'Legal name of the company',
    'Who is responsible for personal data. In the full notice and on the privacy page. Leave empty to use the company name. Example: Harbor Consumer Loans Co., Ltd.',
  ],
  '/privacy/address': ['Address of the company', 'On the privacy page. Leave empty to show none.'],
  '/privacy/contact': [
    'Contact for personal data',
    'An email address or a phone number. In the full notice and on the privacy page. Leave empty to show none. Example: privacy@example.com.',
  ],
  '/privacy/officer': [
    'Person responsible for personal data',
    'Name and contact of the data protection officer. In the full notice and on the privacy page. Leave empty if you have none.',
  ],
  '/privacy/residency/within': [
    'Data residency',
    'Where personal data stays: a country, like CN or DE, or EEA. Settings, lists, and partners that would send data elsewhere are then rejected. Leave empty for no limit.',
  ],
  '/privacy/residency/places': [
    'Places',
    'The country of each host, email domain, or partner, one per line. A domain also covers the hosts below it. Example: hooks.example.cn CN.',
  ],
  '/privacy/residency/exceptions': [
    'Exceptions',
    'What may leave all the same, one per line: the flow, the basis, and the contract or filing. Flows: cloud, carrier, texts, transcription, email, webhooks, feeds, sightings, partners, time-stamps, sign-in, console. Bases: assessment, certification, standard-contract, adequacy, exemption. Example: carrier standard-contract filing 2026/17.',
  ],
  '/privacy/proofCallsPerDay': [
    'Confirmation calls per day (maximum)',
    'People who ask on the privacy page can have the hotline call their number and enter the code there. Such calls go to numbers in the hotline’s country, from 8 AM to 9 PM, at most twice a day to one number. 0 turns them off. Example: 50.',
  ],
  '/evidence/organization': [
    'Organization',
    'Who hands evidence packages over. Printed in the report. Example: Harbor Bank, Fraud Prevention.',
  ],
  '/evidence/contact': [
    'Contact for questions',
    'A phone number or address for officers. Printed in the report. Leave empty to print none.',
  ],
  '/evidence/webhookDays': [
    'Keep the carrier’s requests (days)',
    'For calls without a case, a flag, or a block. For all other calls, they are kept as long as the call. Example: 14.',
  ],
  '/evidence/timestampUrl': [
    'Time-stamp authority (URL)',
    'Proves when a package was made (RFC 3161). Leave empty if you have none: the package then has no time stamp of an outside authority.',
  ],
  '/evidence/timestampCertificates': [
    'Certificates of the time-stamp authority (PEM)',
    'Officers check the time stamp with them. Leave empty to use the certificates that come with the stamp.',
  ],
  '/evidence/signerCertificates': [
    'Certificates of the signing key (PEM)',
    'Show that the signature on a package is yours. The certificate of the key comes first. Leave empty to use one that the key signs itself.',
  ],
  '/calendars/*/id': [
    'Calendar ID',
    'Letters, digits, and hyphens. Departments refer to the calendar by this ID.',
  ],
  '/calendars/*/years': ['Years included', 'No holidays are assumed for other years.'],
  '/calendars/*/days/*/date': ['Date', 'Like 2026-12-25.'],
  '/calendars/*/days/*/name': ['Name', 'For people who read this page.'],
  '/calendars/*/days/*/kind': [
    'Type',
    'A make-up workday uses weekday hours, although it falls on a weekend.',
  ],
  '/defaultDepartment': ['Main department', 'Used when no other department is named.'],
  '/departments/*/id': ['ID', 'Lowercase letters, digits, and hyphens. Used in lists and the API.'],
  '/departments/*/name/en-US': [
    'Name (English)',
    'Callers hear it: “Please hold while we connect you with …”.',
  ],
  '/departments/*/name/zh-CN': ['Name (Chinese)', 'Callers hear it in Chinese.'],
  '/departments/*/timeZone': ['Time zone', 'For this department’s hours.'],
  '/departments/*/hours': [
    'Hours',
    'If the department is closed, callers hear the next opening time and can leave a message.',
  ],
  '/departments/*/hours/weekly': [
    'Weekly hours',
    'Drag to add hours, drag an edge to change them, or enter the times.',
  ],
  '/departments/*/hours/calendar': ['Holidays', 'The department is closed on the holidays in this calendar.'],
  '/departments/*/hours/exceptions': [
    'Special dates',
    'Replace the usual hours on one date. Without hours, the department is closed that day.',
  ],
  '/departments/*/hours/exceptions/*/date': ['Date', 'Like 2026-12-25.'],
  '/departments/*/hours/exceptions/*/spans': ['Hours', 'Leave empty to close on that date.'],
  '/departments/*/doNotDisturbUntil': [
    'Do not disturb until',
    'Phones in this department don’t ring until then.',
  ],
  '/departments/*/ring': ['Ring order', 'Which phones ring first.'],
  '/departments/*/askReason': ['Ask for name and reason', 'Staff hear both before they accept.'],
  '/departments/*/overflow': ['Backup department', 'Rings when nobody in this department answers.'],
  '/departments/*/ringSeconds': [
    'Ring time (seconds)',
    'Per attempt: for all phones at once, or for each phone in turn.',
  ],
  '/departments/*/inMenu': ['Offered to callers', 'With several departments, callers can choose this one.'],
  '/departments/*/members': ['Members', 'Staff whose phones ring. Up to ten.'],
  '/departments/*/members/*/name': ['Name', 'The staff member’s name.'],
  '/departments/*/members/*/number': ['Number', 'With the country code, like +13125550111.'],
  '/departments/*/onCall': [
    'On-call staff',
    'Ring one after another after hours, for callers who may ring through and for fraud in progress. Leave empty to use the members.',
  ],
  '/departments/*/onCall/*/name': ['Name', 'The name of the person on call.'],
  '/departments/*/onCall/*/number': ['Number', 'With the country code, like +13125550111.'],
} as const satisfies Record<`/${string}`, readonly [label: string, hint: string]>;

/** What can be chosen in a field, in words. */
export const CHOICES = {
  '/hotline/language': { 'en-US': 'English', 'zh-CN': 'Chinese' },
  '/screening/levels/*/unknown': {
    challenge: 'Keypad check',
    voicemail: 'Send to voicemail',
    busy: 'Busy signal',
  },
  '/screening/levels/*/withheld': {
    challenge: 'Keypad check',
    voicemail: 'Send to voicemail',
    reject: 'Reject',
    busy: 'Busy signal',
  },
  '/screening/levels/*/verified': { menu: 'Send to menu', challenge: 'Keypad check' },
  '/screening/levels/*/allowlisted': { staff: 'Send to staff', menu: 'Send to menu' },
  '/screening/levels/*/passed': { menu: 'Send to menu', voicemail: 'Send to voicemail' },
  '/screening/reputation/mode': {
    auto: 'Monitor, then enforce',
    shadow: 'Monitor only',
    act: 'Enforce',
    off: 'Off',
  },
  '/security/secondApprover': {
    'dial-targets': 'New phone numbers and addresses that the hotline contacts',
    'wide-rules': 'Prefix rules that cover a whole region, including those made with the admin token',
    levels: 'How callers are handled at each guard level',
    'official-numbers': 'New official numbers',
    'data-residency': 'Where personal data may be kept or sent, once data residency is on',
  },
  '/challenge/kinds': {
    digits: 'Digits: “7, 3, 1, 4”',
    sum: 'A sum: “7, 3, 1, then 1 plus 3”',
    after: 'The next number: “7, 3, 1, then the number after 3”',
    letters: 'A letter on the keypad (English only): “7, 3, 1, then the letter H”',
  },
  '/notifications/*/on': {
    voicemail: 'New messages',
    case: 'New cases',
    'case-due': 'Cases and privacy requests due soon or overdue',
    'guard-level': 'Guard level changes',
    'day-limit': 'Daily limits reached',
    subscription: 'Partner lists that need attention',
    'partner-doubt': 'Shared numbers that partners doubt',
  },
  '/notifications/*/language': { 'en-US': 'English', 'zh-CN': 'Chinese' },
  '/notifications/*/by': { email: 'Email', sms: 'Text message', webhook: 'Webhook' },
  '/menu/entries/*/choice': {
    staff: 'Speak with staff',
    report: 'Report a suspicious call',
    'case-status': 'Check on a case',
    'official-number': 'Check if a call came from your company',
    person: 'Speak with a person',
    message: 'Leave a message',
    'personal-data': 'Ask about their personal data',
    'other-language': 'Switch language',
    repeat: 'Repeat the menu',
  },
  '/calendars/*/days/*/kind': { holiday: 'Closed', workday: 'Make-up workday' },
  '/departments/*/hours': { always: 'Always open', weekly: 'Weekly hours' },
  '/departments/*/ring': {
    simultaneous: 'All at once',
    sequential: 'One after another',
    'round-robin': 'Round robin (longest idle first)',
    'fewest-calls': 'Fewest calls today first',
  },
} as const satisfies Record<`/${string}`, Readonly<Record<string, string>>>;
