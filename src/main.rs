//! The program: arguments → configuration → face.

use std::process::ExitCode;

fn main() -> ExitCode {
    krafta::cli::main()
}
