import type { Job } from '../model/tournament';
import type { LiveAnswer } from './liveAnswer';

/** A job that is being worked on in this process. */
export class LiveJob {
  readonly controller = new AbortController();
  runId: number | null = null;
  /** What is being done, in the kind's words; null while it has said nothing. */
  progress: string | null = null;
  /** The answer that is arriving; null where the kind has none to show. */
  answer: LiveAnswer | null = null;

  constructor(readonly job: Job) {}
}
