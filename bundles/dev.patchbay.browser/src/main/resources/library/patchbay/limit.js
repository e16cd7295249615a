import { PatchbayError } from './error.js';

/** Tells when the signal aborts or the time has passed, with the reason; the returned function ends that. */
export function limit(signal, timeoutInMs, passed) {
  const aborted = () => passed(signal.reason);
  const late = () => passed(new DOMException(`${timeoutInMs} ms have passed`, 'TimeoutError'));
  const timer = timeoutInMs > 0 ? setTimeout(late, timeoutInMs) : undefined;
  signal?.addEventListener('abort', aborted);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', aborted);
  };
}

/** An AbortSignal's reason, or whatever else ended a request early, in our words. */
export function interrupted(reason, what) {
  return reason?.name === 'TimeoutError'
    ? new PatchbayError('timeout', `${what} was not answered in time`, { cause: reason })
    : new PatchbayError('aborted', `${what} was aborted`, { cause: reason });
}
