//! `krafta completions` and `krafta man`: for a shell and for `man`, from the same commands as the help.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use clap::Command;
use clap_complete::Shell;

use super::help;
use crate::cli::core::failure::Failure;
use crate::cli::core::output;
use crate::locale::Catalogue;

#[derive(clap::Args)]
pub struct Completions {
    shell: Shell,
}

#[derive(clap::Args)]
pub struct Man {
    #[arg(long)]
    dir: Option<PathBuf>,
}

pub fn completions(what: &Completions, catalogue: &Catalogue) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(what.shell, &mut help::localised(catalogue), "krafta", &mut script);
    output::put(&String::from_utf8_lossy(&script))
}

/// The page of the whole program on stdout, or a page for each command in a folder.
pub fn man(what: &Man, catalogue: &Catalogue) -> Result<(), Failure> {
    let mut command = help::localised(catalogue);
    command.build();
    let Some(folder) = &what.dir else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command)
            .render(&mut page)
            .map_err(|fault| Failure::file("man", fault))?;
        return output::put(&String::from_utf8_lossy(&page));
    };
    let path = folder.display().to_string();
    std::fs::create_dir_all(folder)
        .and_then(|()| pages(&command, folder))
        .map_err(|fault| Failure::file(path, fault))
}

fn pages(command: &Command, folder: &std::path::Path) -> io::Result<()> {
    let man = clap_mangen::Man::new(command.clone());
    let mut file = File::create(folder.join(man.get_filename()))?;
    man.render(&mut file)?;
    command.get_subcommands().try_for_each(|inner| pages(inner, folder))
}
