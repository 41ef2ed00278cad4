//! The stylesheet of the site's own colours: the tokens of `app.css` that differ.

use std::fmt::Write as _;

use super::BrandSettings;

/// Same layer, later sheet: what is in it wins. None if the colours are ours.
pub fn sheet(settings: &BrandSettings) -> Option<String> {
    let (mut light, mut dark) = (String::new(), String::new());
    if let Some(line) = settings.line {
        // Writing to a String cannot fail, here and below.
        let _written = write!(light, "--mark:{line};");
    }
    if let Some(accent) = settings.accent {
        for (tokens, shades) in [(&mut light, accent.light), (&mut dark, accent.dark)] {
            let _written = write!(
                tokens,
                "--accent:{};--accent-hover:{};--on-accent:{};--link:{};--link-hover:{};",
                shades.fill, shades.hover, shades.text, shades.link, shades.link_hover
            );
        }
    }
    if light.is_empty() {
        return None;
    }
    let mut sheet = format!("@layer tokens{{:root{{{light}}}");
    if !dark.is_empty() {
        let _written = write!(sheet, "@media (prefers-color-scheme:dark){{:root{{{dark}}}}}");
    }
    sheet.push('}');
    Some(sheet)
}

#[cfg(test)]
mod tests {
    use render::{
        Accent, Colour,
        colour::{DARK_GROUNDS, LIGHT_GROUNDS},
    };

    use super::*;

    #[test]
    fn only_what_is_set_is_in_the_sheet() {
        let sheet_of = |line, accent| {
            sheet(&BrandSettings {
                accent,
                line,
                ..BrandSettings::default()
            })
        };
        assert_eq!(sheet_of(None, None), None);
        assert_eq!(
            sheet_of(Some(Colour::BLACK), None).unwrap(),
            "@layer tokens{:root{--mark:#000000;}}"
        );
        let both = sheet_of(None, Some(Accent::default())).unwrap();
        assert!(
            both.starts_with(
                "@layer tokens{:root{--accent:#336acc;--accent-hover:#274986;--on-accent:#ffffff;"
            )
        );
        assert!(both.contains("@media (prefers-color-scheme:dark){:root{--accent:#8fb3f6;"));
        assert_eq!(both.matches('{').count(), both.matches('}').count());
    }

    /// What is checked for contrast is what the pages are painted with.
    #[test]
    fn our_colours_are_those_of_the_stylesheet() {
        let look = include_str!("../../look/app.css");
        let (light, rest) = look.split_once("prefers-color-scheme: dark").unwrap();
        let dark = rest.split_once("@layer base").unwrap().0;
        let token = |sheet: &str, name: &str| {
            let value = sheet
                .split(&format!("{name}: "))
                .nth(1)
                .unwrap()
                .split(';')
                .next()
                .unwrap();
            Colour::parse(value).unwrap()
        };
        let ours = Accent::default();
        for (sheet, shades) in [(light, ours.light), (dark, ours.dark)] {
            for (name, colour) in [
                ("--accent", shades.fill),
                ("--accent-hover", shades.hover),
                ("--on-accent", shades.text),
                ("--link", shades.link),
                ("--link-hover", shades.link_hover),
            ] {
                assert_eq!(token(sheet, name), colour, "{name}");
            }
        }
        let grounds = [
            "page",
            "sunken",
            "tint",
            "info-bg",
            "success-bg",
            "warning-bg",
            "danger-bg",
        ];
        for (sheet, known, more) in [
            (light, &LIGHT_GROUNDS[..], &[][..]),
            (dark, &DARK_GROUNDS[..], &["surface", "raised"][..]),
        ] {
            let there: Vec<Colour> = grounds
                .iter()
                .chain(more)
                .map(|name| token(sheet, &format!("--{name}")))
                .collect();
            assert_eq!(there, known);
        }
    }
}
