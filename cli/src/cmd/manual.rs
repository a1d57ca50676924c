//! `wazc completions` and `wazc man`: made from the same description as the command line itself.

use crate::args::{Cli, Completions, Man};
use crate::failure::Failure;
use crate::output;
use clap::CommandFactory;
use std::process::ExitCode;

/// `wazc completions`.
pub fn completions(a: &Completions) -> Result<ExitCode, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(a.shell, &mut Cli::command(), "wazc", &mut text);
    output::stdout(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// `wazc man`.
pub fn man(a: &Man) -> Result<ExitCode, Failure> {
    let mut all = Cli::command();
    all.build();
    let page = match &a.command {
        None => all,
        Some(name) => {
            let sub = all.find_subcommand(name).cloned().ok_or_else(|| Failure::usage(format!("there is no command `{name}`")))?;
            // The page's name, as in wazc-build(1).
            let title = sub.get_display_name().map(str::to_string).unwrap_or_default();
            sub.name(title)
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text).map_err(|e| Failure::new(e.to_string()))?;
    output::stdout(&text)?;
    Ok(ExitCode::SUCCESS)
}
