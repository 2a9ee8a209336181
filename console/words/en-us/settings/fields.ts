// Every field of the settings: its name, and one sentence that explains it. `*` stands for any place in a list.
export const FIELDS = {
  '/hotline/number': [
    'Hotline number',
    'The number that callers dial; it is also shown to staff whose phones ring.',
  ],
  '/hotline/company/en-US': ['Company name in English', 'Said to callers when the hotline greets them.'],
  '/hotline/company/zh-CN': ['Company name in Chinese', 'Said to callers who hear the hotline in Chinese.'],
  '/hotline/region': [
    'Country',
    'Numbers keyed without a country code are read as numbers of this country (US, CN…).',
  ],
  '/hotline/area': [
    'Area code',
    'Completes numbers that are written without an area code, for example 312 or 010. Left empty, such numbers are refused.',
  ],
  '/hotline/language': ['Language', 'The hotline greets in this language; every caller can switch.'],
  '/hotline/officialNumbers': [
    'Numbers you call from',
    'One a line. A caller who asks “was that really you?” hears yes for these and for the hotline’s own number.',
  ],
  '/challenge/digits': [
    'Length of the code',
    'So many different keys an unknown caller presses to get through.',
  ],
  '/challenge/kinds': [
    'Kinds of question',
    'One is drawn for each prompt. All are equally hard to guess; after a miss the caller hears plain digits if they are allowed here.',
  ],
  '/challenge/attempts': [
    'Attempts',
    'After so many wrong codes or silences the caller leaves a message instead.',
  ],
  '/challenge/answersPerDay': [
    'Answers per number and day',
    'After this many wrong codes in a day (UTC), a number leaves a message. A right code resets the count.',
  ],
  '/challenge/answerSeconds': ['Time to answer', 'Seconds to begin pressing keys after the code was said.'],
  '/challenge/verifiedDays': [
    'Remembered for',
    'Days without a code for a caller who passed, where the network vouches for the number.',
  ],
  '/challenge/verifiedDaysUnattested': [
    'Remembered for, unvouched',
    'The same where the network does not vouch for the number: it may be anybody’s.',
  ],
  '/challenge/pass/conversations': [
    'Conversations without another code',
    'Of a number that the network vouches for, in 24 hours. After that the code is asked for again.',
  ],
  '/challenge/pass/conversationsUnattested': [
    'The same, unvouched',
    'Of a number that the network does not vouch for: anybody can show it.',
  ],
  '/challenge/pass/endsAfter': [
    'Code again after',
    'Conversations in a row that were over in seconds or that nobody answered; 0 for never.',
  ],
  '/screening/allowance/windowMinutes': [
    'Counted in',
    'Minutes. Calls that the network vouches for are counted apart from the others of the same number.',
  ],
  '/screening/allowance/calls': [
    'Calls, then a message',
    'Of one number in that time. A message, a PIN of a case and a report count as one call more each.',
  ],
  '/screening/allowance/rings': [
    'Telephones rung, then a message',
    'After so many telephones have rung for one number in that time, its next call rings none.',
  ],
  '/screening/allowance/blockAfter': [
    'Calls, then no answer',
    'A number that calls more often in that time is refused for a while; 0 for never.',
  ],
  '/screening/allowance/blockMinutes': [
    'Refused for',
    'Minutes the first time; each further time within a day twice as long, up to four hours.',
  ],
  '/screening/allowance/allowlistedTimes': [
    'Allowlisted numbers',
    'Have so many times the calls and rings. After that they can leave a message; they are never refused.',
  ],
  '/screening/levels/*/unknown': ['Unknown callers', 'Who is on no list and has passed no code lately.'],
  '/screening/levels/*/withheld': ['Withheld numbers', 'Who hides the number.'],
  '/screening/levels/*/verified': ['Verified callers', 'Who passed the code lately.'],
  '/screening/levels/*/allowlisted': ['Allowlisted callers', 'Who is on the allowlist.'],
  '/screening/levels/*/passed': [
    'After the code',
    'What a caller gets who passes the code in this call. The next call is that of a verified caller.',
  ],
  '/screening/levels/*/extraDigits': ['More digits', 'Added to the length of the code; six in all at most.'],
  '/screening/reputation/mode': [
    'What scores do',
    'Each caller’s number gets a score from what is known of it; this says whether the score changes how the call is treated.',
  ],
  '/screening/reputation/shadowDays': [
    'Watch first for',
    'Days after the start in which “watch first, then act” only writes down what it would have done.',
  ],
  '/screening/reputation/challenge': [
    'Ask for the code again from',
    'From this score on, callers who passed the code lately press it again.',
  ],
  '/screening/reputation/harder': [
    'Ask for a longer code from',
    'From this score on, the code has more digits than usual.',
  ],
  '/screening/reputation/voicemail': [
    'Leave a message from',
    'From this score on, callers leave a message and reach nobody at once.',
  ],
  '/screening/reputation/reject': [
    'Refuse from',
    'From this score on, calls are refused unanswered; leave it at 1 unless you are certain.',
  ],
  '/screening/reputation/unanswered/own/harder': [
    'Longer code for a number after',
    'Calls from it that pressed nothing when asked twice; 0 for never. Not where the network vouches for the number, nor where a person has passed the code from it.',
  ],
  '/screening/reputation/unanswered/own/voicemail': [
    'Message instead for a number after',
    'So many such calls from the number; 0 for never.',
  ],
  '/screening/reputation/unanswered/neighbours/harder': [
    'Longer code for a block after',
    'Numbers of the same thousand that pressed nothing within a day; 0 for never.',
  ],
  '/screening/reputation/unanswered/neighbours/voicemail': [
    'Message instead for a block after',
    'So many such numbers of the same thousand; 0 for never.',
  ],
  '/screening/attestation/usualAfterCalls': [
    'The network’s word is usual after',
    'Calls with attestation A. From then on an allowlisted number that calls without it is asked for the code; 0 for never.',
  ],
  '/screening/blocks/on': [
    'Block by evidence',
    'Numbers that staff flagged, and that failed in several ways on several days, are blocked for 7, 30, then 90 days.',
  ],
  '/screening/blocks/mostPerHour': [
    'Most an hour',
    'Automatic blocks beyond this wait on the blocklist until a person approves them.',
  ],
  '/screening/content/on': [
    'Score what callers say',
    'Sorts messages and suggests a report’s category by its words; nobody is refused for words alone.',
  ],
  '/attack/automatic': [
    'Raise the level by itself',
    'Every minute the guard counts callers who leave the code unanswered, enter wrong codes, hang up within seconds or call from blocks of new numbers, and compares them with the calls that are usual at this hour of the week.',
  ],
  '/attack/fewestCalls': [
    'Fewest callers',
    'Fewer such callers than this in five minutes are never an attack. Siege takes more: with 30 callers, 4 times and 12 times, it takes 90.',
  ],
  '/attack/elevatedTimes': [
    'Elevated from',
    'The level is elevated from this many times the usual calls. Example: 4.',
  ],
  '/attack/siegeTimes': [
    'Siege from',
    'Siege takes this many times the usual calls, half of them with the code unanswered or wrong. Example: 12.',
  ],
  '/attack/holdMinutes': [
    'Holds for',
    'Minutes that a level holds after the last minute that called for it.',
  ],
  '/attack/byPhoneMinutes': [
    'By telephone for',
    'Minutes that a level holds which staff have set by telephone.',
  ],
  '/attack/spend/pricePerMinute': [
    'Price of a minute',
    'What the carrier asks for a started minute of a call.',
  ],
  '/attack/spend/currency': ['Currency', 'Three letters, like USD or CNY.'],
  '/attack/spend/mostPerDay': [
    'Most a day',
    'When the calls of a day cost more, siege holds for the rest of it.',
  ],
  '/notifications/*/on': ['Tell of', 'What this person or program is told at once.'],
  '/notifications/*/departments': [
    'Departments',
    'Messages for these departments only; all where none is named.',
  ],
  '/notifications/*/language': ['Language', 'The hotline’s own where none is chosen.'],
  '/notifications/*/by': [
    'Where to',
    'An e-mail address, a number for text messages, or the https address of a program.',
  ],
  '/menu/answerSeconds': ['Time to answer', 'Seconds to press a key after the menu was said.'],
  '/menu/entries/*/key': ['Key', 'What the caller presses.'],
  '/menu/entries/*/choice': ['Leads to', 'What the key does.'],
  '/menu/entries/*/department': [
    'Department',
    'The caller is asked for one where none is named and there are several.',
  ],
  '/menu/entries/*/on': ['Offered', 'Switched off, it is neither said nor answered.'],
  '/reports/dueDays': ['Answer within', 'Days until a reporter is promised an answer.'],
  '/reports/sms': ['Send text messages', 'Case number, PIN and answers also go to the reporter as text.'],
  '/reports/maxSeconds': ['Longest description', 'Seconds that a reporter may speak.'],
  '/reports/appealProtectionDays': [
    'Protected after an appeal',
    'Days in which no automatic block, complaint file or rule for a range has effect on a number whose appeal was accepted.',
  ],
  '/reports/appealByPhone/automatic': [
    'Appeals by telephone: automatic blocks',
    'The first call after such a block is answered, and its caller hears how to appeal. On the report page everybody can appeal.',
  ],
  '/reports/appealByPhone/byHand': [
    'Appeals by telephone: blocks by your staff',
    'The same for numbers and ranges that a person has blocked or imported as a list.',
  ],
  '/reports/appealByPhone/imported': [
    'Appeals by telephone: blocks from complaint files',
    'The same for numbers that a complaint file has blocked. A large file can make many calls that are answered once.',
  ],
  '/reports/byPhone/perReporterPerHour': [
    'Cases of one caller',
    'So many reports of one number become cases of their own in any sixty minutes. Those beyond join one case a day.',
  ],
  '/reports/byPhone/hiddenPerHour': [
    'Cases of callers without a number',
    'The same for all callers together who hide their number.',
  ],
  '/reports/web/on': ['Report page', 'People who would rather not call report at /report, in a browser.'],
  '/reports/web/perAddressPerHour': [
    'Reports of one address',
    'At most so many in any sixty minutes from one network address.',
  ],
  '/reports/web/perHour': ['Reports of everybody', 'At most so many in any sixty minutes through the page.'],
  '/afterHours/fraudNow': [
    'Ring for fraud in progress',
    'After hours, callers who are losing money at this moment, or lost it to the call they report, can ring whoever is on call.',
  ],
  '/afterHours/emergencyNumbers': [
    'Numbers to call first',
    'Callers whose money is leaving the account hear “Stop the transfer. Hang up and call your bank and the police” and these numbers, before anybody is rung.',
  ],
  '/afterHours/emergencyNumbers/*/name/en-US': ['Name in English', 'As it is read out, like “The police”.'],
  '/afterHours/emergencyNumbers/*/name/zh-CN': ['Name in Chinese', 'As it is read out.'],
  '/afterHours/emergencyNumbers/*/number': [
    'Number to dial',
    'As callers dial it, like 110 or 1-800-555-0123.',
  ],
  '/staffMenu/on': [
    'Staff menu',
    'Staff who call from their own number key in a PIN, and can flag callers or hear voicemail.',
  ],
  '/staffMenu/lockMinutes': [
    'Lock after wrong PINs',
    'Minutes without a further try after five wrong PINs; twice as long each time that it happens again within a week.',
  ],
  '/voicemail/review': ['Let callers check', 'Callers can hear their message and record it again.'],
  '/voicemail/transcribe': [
    'Write messages down',
    'Staff can read messages; the carrier and Amazon Transcribe charge for each minute.',
  ],
  '/voicemail/mostPerCallerPerDay': ['Messages of one number', 'At most so many in 24 hours.'],
  '/voicemail/mostPerHour': [
    'Callers per kind in an hour',
    'So many known callers may leave a message in an hour; as many who passed the challenge, who make a report, and who are strangers, and half as many with a hidden number. Others can ask to be called back. Example: 60.',
  ],
  '/voicemail/maxSeconds': ['Longest message', 'Seconds; the recording ends there.'],
  '/calls/maxSeconds': ['Longest conversation', 'Seconds; then the carrier ends the call.'],
  '/calls/retentionDays': [
    'Keep calls for',
    'Days until the record of a call, its messages and their recordings are deleted. What an open case rests on stays.',
  ],
  '/reports/retentionDays': [
    'Keep closed cases for',
    'Days from closing a case until it is deleted. An open case stays, however old it is.',
  ],
  '/security/secondApprover': [
    'Changes that a second person approves',
    'For example new telephones of staff. None: changes are in force as soon as they are saved.',
  ],
  '/calls/perDay/minutes': [
    'Minutes to staff telephones a day',
    'Each telephone that rings takes one minute before it rings, and a conversation takes the rest when it ends. 0 for no limit.',
  ],
  '/calls/perDay/texts': [
    'Text messages a day',
    'To people who report a call and to targets of notifications. 0 for no limit.',
  ],
  '/audit/retentionDays': [
    'Keep the audit log for',
    'Days until an entry is deleted. The log says what was removed, and the rest can still be checked.',
  ],
  '/calendars/*/id': [
    'Name of the calendar',
    'Departments name it in their hours; letters, digits and hyphens.',
  ],
  '/calendars/*/years': ['Years that are known', 'For any other year no holiday is assumed.'],
  '/calendars/*/days/*/date': ['Day', 'Year, month, day.'],
  '/calendars/*/days/*/name': ['Name', 'For people who read this page.'],
  '/calendars/*/days/*/kind': [
    'Closed or worked',
    'A worked day has the hours of a weekday though it is a weekend.',
  ],
  '/defaultDepartment': ['Main department', 'Rings where nothing names another one.'],
  '/departments/*/id': ['Short name', 'For lists and the API: lower-case letters, digits and hyphens.'],
  '/departments/*/name/en-US': ['Name in English', 'As callers hear it: “We are connecting you with …”.'],
  '/departments/*/name/zh-CN': ['Name in Chinese', 'As callers hear it in Chinese.'],
  '/departments/*/timeZone': ['Time zone', 'The clock on the department’s wall: its hours are read by it.'],
  '/departments/*/hours': ['Open', 'Outside its hours callers hear when it opens next, and leave a message.'],
  '/departments/*/hours/weekly': [
    'Hours of the week',
    'Drag to draw hours, drag an edge to change them, or type the times.',
  ],
  '/departments/*/hours/calendar': ['Holidays', 'On the holidays of this calendar the department is closed.'],
  '/departments/*/hours/exceptions': [
    'Single days',
    'One day each, instead of everything else; without hours it is closed.',
  ],
  '/departments/*/hours/exceptions/*/date': ['Day', 'Year, month, day.'],
  '/departments/*/hours/exceptions/*/spans': ['Open', 'Without times the day is closed.'],
  '/departments/*/doNotDisturbUntil': [
    'Do not disturb until',
    'Until then nobody of the department is rung.',
  ],
  '/departments/*/ring': ['How it rings', 'All telephones at once, or one after another.'],
  '/departments/*/askReason': [
    'Ask for name and reason',
    'The caller says both first, and staff hear them before they accept.',
  ],
  '/departments/*/overflow': ['Then rings', 'The department that rings when nobody here accepts or is free.'],
  '/departments/*/ringSeconds': ['Ring for', 'Seconds for all, or for each in turn.'],
  '/departments/*/inMenu': [
    'Offered to callers',
    'Callers can choose it by name where there is more than one.',
  ],
  '/departments/*/members': ['Members', 'Whose telephones ring; ten at most.'],
  '/departments/*/members/*/name': ['Name', 'Of the member of staff.'],
  '/departments/*/members/*/number': ['Number', 'With country code, like +13125550111.'],
  '/departments/*/onCall': [
    'On call after hours',
    'Rung one after another for callers who ring through and for fraud in progress; the members where nobody is named.',
  ],
  '/departments/*/onCall/*/name': ['Name', 'Of whoever is on call.'],
  '/departments/*/onCall/*/number': ['Number', 'With country code, like +13125550111.'],
} as const satisfies Record<`/${string}`, readonly [label: string, hint: string]>;

/** What can be chosen in a field, in words. */
export const CHOICES = {
  '/hotline/language': { 'en-US': 'English', 'zh-CN': 'Chinese' },
  '/screening/levels/*/unknown': {
    challenge: 'Press a code',
    voicemail: 'Leave a message',
    busy: 'Engaged tone',
  },
  '/screening/levels/*/withheld': {
    challenge: 'Press a code',
    voicemail: 'Leave a message',
    reject: 'Refused unanswered',
    busy: 'Engaged tone',
  },
  '/screening/levels/*/verified': { menu: 'Menu, no code', challenge: 'Press a code' },
  '/screening/levels/*/allowlisted': { staff: 'Staff at once', menu: 'Menu, no code' },
  '/screening/levels/*/passed': { menu: 'Menu', voicemail: 'Leave a message' },
  '/screening/reputation/mode': {
    auto: 'Watch first, then act',
    shadow: 'Only watch',
    act: 'Act at once',
    off: 'Nothing',
  },
  '/security/secondApprover': {
    'dial-targets': 'New telephones and addresses that the hotline contacts',
    'wide-rules': 'Rules about a whole region, from the admin token too',
    levels: 'What callers get at each level of the guard',
    'official-numbers': 'New numbers that you call from',
  },
  '/challenge/kinds': {
    digits: 'Digits: “7, 3, 1, 4”',
    sum: 'A sum: “7, 3, 1, then 1 plus 3”',
    after: 'The next number: “7, 3, 1, then the number after 3”',
    letters: 'A letter on the keypad, not in Chinese: “7, 3, 1, then the letter H”',
  },
  '/notifications/*/on': {
    voicemail: 'New messages',
    case: 'New cases',
    'guard-level': 'Changes of the guard’s level',
    'day-limit': 'Limits a day that are reached',
  },
  '/notifications/*/language': { 'en-US': 'English', 'zh-CN': 'Chinese' },
  '/notifications/*/by': { email: 'E-mail', sms: 'Text message', webhook: 'Webhook' },
  '/menu/entries/*/choice': {
    staff: 'Staff',
    report: 'Report a suspicious call',
    'case-status': 'News of a report',
    'official-number': 'Was that call really yours?',
    person: 'A person calls back',
    message: 'Leave a message',
    'other-language': 'The other language',
    repeat: 'Hear this again',
  },
  '/calendars/*/days/*/kind': { holiday: 'Closed', workday: 'Worked instead' },
  '/departments/*/hours': { always: 'At all hours', weekly: 'By the week' },
  '/departments/*/ring': {
    simultaneous: 'All at once',
    sequential: 'One after another',
    'round-robin': 'In turn: who waited longest is first',
    'fewest-calls': 'In turn: who had fewest calls today is first',
  },
} as const satisfies Record<`/${string}`, Readonly<Record<string, string>>>;
