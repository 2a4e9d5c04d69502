/// Other alphabets in the letters of an address: the same on every machine, since it asks no locale.
enum Transliteration {
    /// The text in `a-z0-9`, with `-` for whatever is neither a letter nor a digit, nor an apostrophe within a word.
    static func latin(_ text: String) -> String {
        text.lowercased().replacing("ու", with: "u").map(latin).joined()
    }

    private static func latin(_ character: Character) -> String {
        if let letters = table[character] { return letters }
        guard let scalar = character.unicodeScalars.first else { return "-" }
        switch scalar {
        case "a"..."z", "0"..."9": return String(scalar)
        case "'", "’", "ʼ", "`", "´": return ""
        default: return fromName(scalar) ?? "-"
        }
    }

    /// `LATIN SMALL LETTER E WITH ACUTE` is an e, whichever accent it bears.
    private static func fromName(_ scalar: Unicode.Scalar) -> String? {
        guard let name = scalar.properties.name else { return nil }
        for start in ["LATIN SMALL LETTER ", "LATIN SMALL LIGATURE "] where name.hasPrefix(start) {
            let letters = name.dropFirst(start.count).prefix { $0 != " " }
            return letters.count <= 2 ? letters.lowercased() : nil
        }
        return nil
    }

    /// Keyed by character, not scalar, so that й is й in either of its normal forms.
    private static let table: [Character: String] = [cyrillic, armenian, greek, latinLetters].reduce(into: [:]) { table, script in
        for pair in script.split(separator: " ") {
            guard let letter = pair.first else { continue }
            table[letter] = String(pair.dropFirst())
        }
    }

    /// Each letter, then what stands for it: Russian as BGN/PCGN, then the other languages of the script.
    private static let cyrillic = """
        аa бb вv гg дd еe ёyo жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya \
        іi їyi єye ґg ўu ђdj јj љlj њnj ћc џdz ѓgj ќkj ѕdz әa ғgh қq ңng өo ұu үu һh ҳh ҷj ӣi ӯu
        """
    private static let armenian = """
        աa բb գg դd եe զz էe ըy թt ժzh իi լl խkh ծts կk հh ձdz ղgh ճch մm յy նn շsh ոo չch պp ջj ռr սs վv տt րr ցts ւv փp քk օo ֆf ևev
        """
    private static let greek = """
        αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo άa έe ήi ίi όo ύy ώo ϊi ϋy ΐi ΰy
        """
    private static let latinLetters = "ßss þth ðd ıi ŋng əe"
}
