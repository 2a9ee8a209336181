// The words of a call's screening result and of its outcome, for the console and the phone page.
import type { Disposition, TalliedVerdict } from '../../../functions/admin/contract.ts';

export const VERDICTS = {
  reject: 'Rejected',
  appeal: 'Rejected, can appeal',
  busy: 'Busy signal',
  'forwarding-loop': 'Rejected, forwarding loop',
  pin: 'Asked for staff PIN',
  staff: 'Sent to staff',
  menu: 'Sent to menu',
  challenge: 'Keypad check',
  voicemail: 'Sent to voicemail',
  unscreened: 'Not screened',
} satisfies Record<TalliedVerdict, string>;

export const DISPOSITIONS = {
  rejected: 'Rejected',
  'forwarding-loop': 'Forwarding loop',
  'talked-to-staff': 'Talked with staff',
  reported: 'Opened a case',
  informed: 'Got information',
  'left-message': 'Left a message',
  missed: 'Staff did not answer',
  'gave-up': 'Hung up',
  'in-progress': 'In progress',
} satisfies Record<Disposition, string>;
