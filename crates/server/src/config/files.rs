//! How much of files may be kept: sizes as people write them.

use domain::attachment::{LARGEST_FILE, Quotas};

use super::{ConfigProblem, given::Given};

/// Both quotas.
pub fn read(given: &Given, problems: &mut Vec<ConfigProblem>) -> Quotas {
    let usual = Quotas::default();
    Quotas {
        person: size(given, "files_a_day", problems).unwrap_or(usual.person),
        house: size(given, "files_in_all", problems).unwrap_or(usual.house),
    }
}

fn size(given: &Given, key: &str, problems: &mut Vec<ConfigProblem>) -> Option<u64> {
    let setting = given.get(key)?;
    let bytes = parse(&setting.text);
    match bytes {
        Some(bytes) if bytes >= LARGEST_FILE => {}
        Some(_) => problems.push(ConfigProblem::new(
            &setting.written_as,
            "it is less than one file may have",
            "give at least 10 MB",
        )),
        None => problems.push(ConfigProblem::new(
            &setting.written_as,
            format!("{:?} is not a size", setting.text),
            "write it as 50 MB or 10 GB",
        )),
    }
    bytes
}

/// `50 MB`, `10GB`: in steps of 1024, as file managers count.
fn parse(text: &str) -> Option<u64> {
    let text = text.trim().to_ascii_uppercase();
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u64 = text[..digits].parse().ok()?;
    let unit: u64 = match text[digits..].trim() {
        "MB" | "MIB" => 1024 * 1024,
        "GB" | "GIB" => 1024 * 1024 * 1024,
        "TB" | "TIB" => 1024 * 1024 * 1024 * 1024,
        _ => return None,
    };
    number.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(parse("50 MB"), Some(50 * 1024 * 1024));
        assert_eq!(parse("10gb"), Some(10 * 1024 * 1024 * 1024));
        for text in ["", "50", "MB", "-1 MB", "1.5 GB", "99999999999 TB"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
