//! Tables in Markdown, to be pasted into `docs/PERFORMANCE.md`.

use std::time::Duration;

use crate::load::Figures;

/// Prints the head of a table, its first column to the left and the others to the right.
pub fn head(columns: &[&str]) {
    line(columns);
    let rules: Vec<&str> = columns
        .iter()
        .enumerate()
        .map(|(at, _)| if at == 0 { "---" } else { "---:" })
        .collect();
    line(&rules);
}

/// Prints a line of a table.
pub fn line<T: AsRef<str>>(cells: &[T]) {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    println!("| {} |", cells.join(" | "));
}

/// Prints a line of figures; `control` is the rate of the control with as many connections.
pub fn figures(name: &str, lanes: usize, figures: &Figures, control: Option<f64>) {
    let share = control
        .filter(|rate| *rate > 0.0)
        .map_or_else(|| "-".to_owned(), |rate| format!("{:.3}", figures.rate / rate));
    line(&[
        name.to_owned(),
        lanes.to_string(),
        thousands(figures.rate),
        share,
        millis(figures.p50),
        millis(figures.p99),
        format!("{} µs", figures.cost.as_micros()),
        figures.errors.to_string(),
    ]);
}

/// The columns of [`figures`].
pub const FIGURES: [&str; 8] = [
    "case",
    "connections",
    "answers/s",
    "of control",
    "p50",
    "p99",
    "server CPU each",
    "errors",
];

/// A time in milliseconds.
pub fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1_000.0)
}

/// Memory in MiB.
pub fn mebibytes(kibibytes: u64) -> String {
    format!("{} MiB", kibibytes.div_ceil(1024))
}

/// A number, its digits in threes.
pub fn thousands(rate: f64) -> String {
    let digits = format!("{rate:.0}");
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn numbers_are_read_in_threes() {
        assert_eq!(
            [1.0, 999.0, 1_000.0, 1_234_567.0].map(thousands),
            ["1", "999", "1,000", "1,234,567"]
        );
    }
}
