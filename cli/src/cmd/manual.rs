//! `wazc completions` and `wazc man`: made from the same description as the command line itself, of `wazc` and of
//! `wazc-run`.
//!
//! The page of a command is called `wazc_build`, which `man wazc build` finds too: with a hyphen, that of `wazc run` would
//! have the name of the other program.

use crate::args::{Cli, Completions, Man, Program};
use crate::failure::Failure;
use crate::output;
use clap::{Command, CommandFactory};
use std::fmt::Write;
use std::process::ExitCode;
use wazc_run::version;

/// A program as clap knows it.
fn description(p: Program) -> Command {
    match p {
        Program::Wazc => Cli::command().disable_help_subcommand(true),
        Program::WazcRun => wazc_run::Cli::command(),
    }
}

/// `wazc completions`.
pub fn completions(a: &Completions) -> Result<ExitCode, Failure> {
    let mut text = Vec::new();
    let mut command = match a.program {
        // With its command `help`, which has no page.
        Program::Wazc => Cli::command(),
        p => description(p),
    };
    clap_complete::generate(a.shell, &mut command, a.program.name(), &mut text);
    output::stdout(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn page_name(command: &str) -> String {
    format!("wazc_{command}")
}

/// `wazc man`.
pub fn man(a: &Man) -> Result<ExitCode, Failure> {
    let (program, command) = match a.command.as_deref() {
        None => (Program::Wazc, None),
        Some(name) if name == Program::WazcRun.name() => (Program::WazcRun, None),
        command => (Program::Wazc, command),
    };
    let mut all = description(program);
    all.build();
    let page = match command {
        None => all.clone(),
        Some(name) => {
            let sub = all.find_subcommand(name).cloned().ok_or_else(|| Failure::usage(format!("there is no command `{name}`")))?;
            sub.name(page_name(name)).display_name(page_name(name)).version(version())
        }
    };
    let mut text = Vec::new();
    // No date: an empty word, or what follows would be taken for it.
    let man = clap_mangen::Man::new(page).date("\"\"").source(format!("{} {}", program.name(), version()));
    man.render(&mut text).map_err(|e| Failure::new(e.to_string()))?;
    output::stdout(corrected(&String::from_utf8_lossy(&text), &all).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The page with the names of others as they are here, and with a line for each item of a list.
fn corrected(page: &str, all: &Command) -> String {
    let mut out = String::with_capacity(page.len());
    for line in page.lines() {
        let named = all.get_subcommands().find(|s| line == format!("wazc\\-{}(1)", s.get_name()));
        if line.starts_with("\\- ") {
            out.push_str(".br\n");
        }
        let _ = match named {
            Some(s) => writeln!(out, "{}(1)", page_name(s.get_name())),
            None => writeln!(out, "{line}"),
        };
    }
    out
}
