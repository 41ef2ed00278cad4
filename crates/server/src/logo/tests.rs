use web::brand::LogoFormat;

use super::{ratio_of_svg, read};

/// One dot.
const DOT: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 3, 0, 0, 0, 2, 8,
    6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, b'B', 0x60, 0x82,
];

fn svg(inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 10\">{inside}</svg>")
}

#[test]
fn what_only_draws_is_taken() {
    for inside in [
        "<path d=\"M0 0h30v10z\" style=\"fill:#336acc\"/>",
        "<style>.a{fill:url(#g)}</style><linearGradient id=\"g\"/><path class=\"a\" d=\"M0 0h1\"/>",
        "<defs><path id=\"p\" d=\"M0 0h1\"/></defs><use href=\"#p\" fill=\"url( '#g' )\"/>",
        "<title>Municipalidad</title><!-- drawn by hand -->",
    ] {
        assert!(
            (ratio_of_svg(&svg(inside)).unwrap() - 3.0).abs() < 0.001,
            "{inside}"
        );
    }
    let by_sides = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40px\" height=\"20\"/>";
    assert!((ratio_of_svg(by_sides).unwrap() - 2.0).abs() < 0.001);
}

#[test]
fn what_could_act_or_load_is_refused_with_a_cure() {
    for inside in [
        "<script>alert(1)</script>",
        "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
        "<path onload=\"alert(1)\" d=\"\"/>",
        "<foreignObject/>",
        "<animate attributeName=\"href\"/>",
        "<set attributeName=\"onclick\"/>",
        "<a href=\"&#106;avascript:alert(1)\"/>",
        "<image href=\"https://example.org/pixel.png\"/>",
        "<image xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"//example.org/pixel.png\"/>",
        "<image href=\"data:image/svg+xml;base64,AAAA\"/>",
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>.a{fill:url( \"https://example.org/a.svg#b\")}</style>",
        "<path style=\"fill:u\\72l(https://example.org)\" d=\"\"/>",
        "<?xml-stylesheet href=\"https://example.org/a.css\"?>",
        "<path d=\"\">",
    ] {
        let error = format!("{:#}", ratio_of_svg(&svg(inside)).unwrap_err());
        assert!(error.contains("cure:"), "{inside}: {error}");
    }
    let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">&a;</svg>";
    for text in [
        bomb,
        "<html/>",
        "<svg/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "",
    ] {
        assert!(ratio_of_svg(text).is_err(), "{text}");
    }
}

#[test]
fn a_file_is_looked_at_before_it_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("logo");
    let put = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        read(&path)
    };
    let png = put(DOT).unwrap();
    assert_eq!(png.format, LogoFormat::Png);
    assert!((png.ratio - 1.5).abs() < 0.001);
    assert_eq!(put(svg("").as_bytes()).unwrap().format, LogoFormat::Svg);
    for (bytes, reason) in [
        (&DOT[..30], "not whole"),
        (b"GIF89a\xff\xfe", "neither PNG nor SVG"),
        (b"GIF89a", "no SVG"),
        (&vec![b' '; 100_001], "100001 bytes"),
        (svg("").replace("30 10", "0 10").as_bytes(), "no width"),
        (
            svg("").replace("30 10", "30 0").as_bytes(),
            "no width or no height",
        ),
    ] {
        let error = format!("{:#}", put(bytes).unwrap_err());
        assert!(error.contains(reason) && error.contains("cure:"), "{error}");
    }
    let error = format!("{:#}", read(&folder.path().join("missing.svg")).unwrap_err());
    assert!(
        error.contains("missing.svg") && error.contains("cure:"),
        "{error}"
    );
    assert!(read(folder.path()).is_err());
}
