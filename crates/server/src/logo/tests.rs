use web::brand::LogoFormat;

use super::read;

/// One dot.
const DOT: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 3, 0, 0, 0, 2, 8,
    6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, b'B', 0x60, 0x82,
];

fn svg(inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 10\">{inside}</svg>")
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
