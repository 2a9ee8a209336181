// Twilio's way to write a moment: RFC 2822, in GMT. https://www.twilio.com/docs/voice/twiml#dates-and-times

export function rfc2822(moment: Date): string {
  return moment.toUTCString().replace('GMT', '+0000');
}
