import core, { type VerifierOptions } from '@pact-foundation/pact-core';

/**
 * Pact's verifier in a process of its own: its native code prints what it does, whatever it is told, and would take whoever
 * loads it along if it ended. Gets its options as a message, and sends back what it found, as text.
 */
process.once('message', (options) => {
  void core.default
    // Sent by `verifyPact.ts`.
    .verifyPacts(options as VerifierOptions)
    // What it found is the message of what it throws.
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
    .then((report) => process.send!(report, () => process.disconnect()));
});
