//! What the process says while it runs: for people on a terminal, as JSON lines elsewhere. Always on standard error.
//!
//! Secrets are not logged because nobody records them; here we only see to it that no text can forge a line.

use std::io::{self, IsTerminal as _, Write};

use tracing_subscriber::{
    Layer as _,
    filter::{LevelFilter, Targets},
    fmt::MakeWriter,
    layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

/// How much is said of what we do; what libraries do stays at warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What somebody should see to. The demo prints what its reader needs, and no more.
    Trouble,
    /// What happens.
    Events,
    /// All of it, and a line for every HTTP request.
    Everything,
}

/// Starts logging.
pub fn start(detail: Detail) {
    let own = match detail {
        Detail::Trouble => LevelFilter::WARN,
        Detail::Events => LevelFilter::INFO,
        Detail::Everything => LevelFilter::DEBUG,
    };
    let targets = ["ventanilla", "web", "notifier", "domain", "render", "migrations"]
        .into_iter()
        .fold(Targets::new().with_default(LevelFilter::WARN), |targets, name| {
            targets.with_target(name, own)
        });
    let requests = if detail == Detail::Everything {
        LevelFilter::INFO
    } else {
        LevelFilter::WARN
    };
    let targets = targets.with_target("tower_http", requests);
    let lines = tracing_subscriber::fmt::layer();
    let registry = tracing_subscriber::registry();
    // It fails only when it is started twice, and then the first one serves.
    let _started = if io::stderr().is_terminal() {
        registry
            .with(
                lines
                    .with_ansi(false)
                    .with_target(false)
                    .with_writer(Escaping)
                    .with_filter(targets),
            )
            .try_init()
    } else {
        registry
            .with(lines.json().with_writer(io::stderr).with_filter(targets))
            .try_init()
    };
}

/// Writes to standard error with control characters escaped, but for the end of each line.
#[derive(Debug, Clone, Copy)]
struct Escaping;

impl<'a> MakeWriter<'a> for Escaping {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        Self
    }
}

impl Write for Escaping {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(escape(&String::from_utf8_lossy(line)).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// `line` with every control character but the final line end written as an escape.
pub fn escape(line: &str) -> String {
    let (text, end) = line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n"));
    let mut escaped = String::with_capacity(line.len());
    for character in text.chars() {
        // The bidirectional controls turn a line around on a terminal.
        if character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            escaped.extend(character.escape_default());
        } else {
            escaped.push(character);
        }
    }
    escaped + end
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn no_text_can_forge_a_line_or_a_colour() {
        assert_eq!(
            escape("año: a\nINFO b\x1b[31m\u{202e}\n"),
            "año: a\\nINFO b\\u{1b}[31m\\u{202e}\n"
        );
    }
}
