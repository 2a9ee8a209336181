// Where a call stands, in one line.
import { talkingWith, type CallStory } from './call-story.ts';
import type { PhoneWords } from '../words/phone-words.ts';

type Tone = 'calm' | 'waits' | 'good' | 'bad';

export interface StateLine {
  readonly text: string;
  readonly tone: Tone;
}

export function stateLine(story: CallStory, nameOf: (sid: string) => string, words: PhoneWords): StateLine {
  const { state } = words;
  if (story.rejected !== undefined) return { text: state[story.rejected], tone: 'bad' };
  if (story.ended !== undefined) return { text: state.ended[story.ended.status], tone: 'calm' };
  const staff = talkingWith(story);
  if (staff !== undefined) return { text: state.talking(nameOf(staff.sid)), tone: 'good' };
  const { waiting } = story;
  if (waiting !== undefined) return { text: waitingWords(waiting, words), tone: 'waits' };
  if (story.staff.some(({ stage }) => stage !== 'over')) return { text: state.ringing, tone: 'calm' };
  return { text: story.stage === 'ringing' ? state.calling : state.listening, tone: 'calm' };
}

function waitingWords(waiting: NonNullable<CallStory['waiting']>, { state }: PhoneWords): string {
  switch (waiting.for) {
    case 'recording':
      return state.recording;
    case 'speech':
      return state.speech;
    case 'keys':
      return waiting.hash ? state['keys-to-hash'] : state.keys(waiting.count);
  }
}
