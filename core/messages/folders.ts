// What a message can be, where it lies, and how far it is dealt with.

export const VOICEMAIL_STATUSES = ['new', 'heard', 'done'] as const;
export type VoicemailStatus = (typeof VOICEMAIL_STATUSES)[number];

/** Two views of one box: nothing is deleted for being in the second. */
export const FOLDERS = ['inbox', 'nuisance'] as const;
export type Folder = (typeof FOLDERS)[number];

/** `call-back`: no words were left, but a number that is to be called. */
export const MESSAGE_KINDS = ['message', 'call-back'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
