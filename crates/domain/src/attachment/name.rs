//! The name of a file as it may be shown and given back: never a path, never a trick on the reader's eye or disk.

use super::FileKind;

/// Characters of a name, its ending included.
const LONGEST: usize = 100;
/// What a name is when nothing is left of it.
const NAMELESS: &str = "archivo";

/// The last part of what was given, without what cannot be seen or means something to a disk, ending as its content does.
pub fn clean_name(given: &str, kind: FileKind) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut plain: String = last
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| {
            if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' | ';') {
                '-'
            } else {
                c
            }
        })
        .collect();
    plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain
        .trim_start_matches(['.', '-', ' '])
        .trim_end_matches(['.', ' ']);
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) => (stem, Some(ending.to_lowercase())),
        Some(_) | None => (plain, None),
    };
    let fits = ending.filter(|ending| kind.extensions().contains(&ending.as_str()));
    // What had another ending keeps it in its stem, so that nobody is led to think that it is what it was called.
    let stem = if fits.is_some() { stem } else { plain };
    let ending = fits.unwrap_or_else(|| kind.extensions().first().copied().unwrap_or_default().to_owned());
    let room = LONGEST.saturating_sub(ending.chars().count() + 1);
    let stem: String = stem.chars().take(room).collect();
    let stem = stem.trim_matches(['.', ' ']);
    let stem = if stem.is_empty() { NAMELESS } else { stem };
    let stem = if is_device(stem) { NAMELESS } else { stem };
    format!("{stem}.{ending}")
}

fn is_ending(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Controls, what turns the direction of text (UAX 9), and what has no width.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Names that Windows keeps for its devices, whatever follows the first dot.
fn is_device(stem: &str) -> bool {
    let first = stem
        .split('.')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_uppercase();
    let numbered = |name: &str| {
        first
            .strip_prefix(name)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(first.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::clean_name;
    use crate::attachment::FileKind::{Csv, Jpeg, Pdf};

    #[test]
    fn a_name_is_harmless() {
        let cases = [
            ("../../etc/passwd", Csv, "passwd.csv"),
            ("..\\..\\windows\\win.ini", Csv, "win.ini.csv"),
            ("C:\\Usuarios\\Ana\\gastos 2025.csv", Csv, "gastos 2025.csv"),
            (".htaccess", Csv, "htaccess.csv"),
            ("foto\u{202e}gpj.exe", Jpeg, "fotogpj.exe.jpg"),
            ("a\0b\r\nc.pdf", Pdf, "abc.pdf"),
            ("\"><script>.pdf", Pdf, "script-.pdf"),
            ("FOTO.JPEG", Jpeg, "FOTO.jpeg"),
            ("presupuesto.v2", Pdf, "presupuesto.v2.pdf"),
            ("", Pdf, "archivo.pdf"),
            ("...", Pdf, "archivo.pdf"),
            (".pdf", Pdf, "pdf.pdf"),
            ("CON.pdf", Pdf, "archivo.pdf"),
            ("com1.csv", Csv, "archivo.csv"),
            ("Ñandú  y   año.csv", Csv, "Ñandú y año.csv"),
        ];
        for (given, kind, name) in cases {
            assert_eq!(clean_name(given, kind), name, "{given:?}");
        }
        let long = clean_name(&format!("{}.csv", "ñ".repeat(500)), Csv);
        assert_eq!(long.chars().count(), 100);
        assert!(long.ends_with("ñ.csv"));
    }
}
