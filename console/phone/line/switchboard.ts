// The call that is under way on the page: placed, followed, taken part in. The page and the sounds listen to it, a scene
// acts on it like a person does.
import { useSyncExternalStore } from 'react';
import type { CarrierEvent } from '../../../carrier/events.ts';
import { newStory, tell, type CallStory } from './call-story.ts';
import { act, eventsOf, placeCall, type NewCall, type TelephoneAction } from './simulator.ts';

export class Switchboard {
  #story: CallStory | undefined;
  #following: AbortController | undefined;
  readonly #watchers = new Set<() => void>();
  readonly #listeners = new Set<(event: CarrierEvent, story: CallStory) => void>();

  get story(): CallStory | undefined {
    return this.#story;
  }

  /** Told of every event, after the story has taken it in; returns the way to stop it. */
  onEvent(listener: (event: CarrierEvent, story: CallStory) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told whenever the story is another; returns the way to stop it. */
  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** @throws when it cannot be placed */
  async call(wanted: NewCall): Promise<string> {
    this.putAway();
    const sid = await placeCall(wanted);
    const { from, to, speed } = wanted;
    this.#become(newStory({ sid, from, to, speed }));
    void this.#follow(sid);
    return sid;
  }

  /** At the caller's telephone, or at one of the staff's. What comes too late is lost, as on a telephone. */
  async act(sid: string, action: TelephoneAction): Promise<void> {
    await act(sid, action).catch(() => undefined);
  }

  /** Hangs up if need be, and forgets the call. */
  putAway(): void {
    const { story } = this;
    if (story !== undefined && story.stage !== 'over') void this.act(story.sid, { do: 'hang-up' });
    this.#following?.abort();
    this.#become(undefined);
  }

  async #follow(sid: string): Promise<void> {
    const following = new AbortController();
    this.#following = following;
    try {
      for await (const event of eventsOf(sid, following.signal)) {
        if (this.#story === undefined || following.signal.aborted) return;
        const story = tell(this.#story, event);
        this.#become(story);
        for (const listener of [...this.#listeners]) listener(event, story);
      }
    } catch {
      // The hotline was stopped, or the call put away.
    }
    const story = this.#story;
    // The stream broke off: the call is over as far as this page can know.
    if (!following.signal.aborted && story !== undefined && story.stage !== 'over') {
      this.#become({ ...story, stage: 'over', ended: { status: 'failed', seconds: 0, billed: false } });
    }
  }

  #become(story: CallStory | undefined): void {
    this.#story = story;
    for (const watcher of [...this.#watchers]) watcher();
  }
}

export const useStory = (switchboard: Switchboard): CallStory | undefined =>
  useSyncExternalStore(switchboard.watch, () => switchboard.story);
