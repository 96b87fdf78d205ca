# Why something was refused: refusal-<code>, one sentence that says what to do next.
