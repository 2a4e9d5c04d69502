extension PasswordRules {
    /// Passwords that head every published list, in lower case; forms with a digit or sign put behind them are caught with them.
    static let common = Set(
        """
        00000000 000000000 01234567 012345678 0987654321 10101010 10203040 11111111 111111111 11223344 112233445566 12121212 123123123 123321123
        12341234 12344321 12345678 123456789 1234567890 12345679 123456aa 123456ab 1234abcd 1234qwer 123654789 123abc123 123qweasd 13131313 147258369
        147852369 159753456 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 22222222 23456789 2wsx3edc 31415926 33333333 3edc4rfv 44444444 55555555 66666666
        741852963 77777777 789456123 87654321 88888888 987654321 99999999 a1234567 a12345678 a1b2c3d4 aa123456 aaaaaaaa abababab abc12345 abc123abc
        abcabc abcabc123 abcd1234 abcdefgh abcdefghi access access14 admin admin123 admin1234 administrator alexander alexandra america amoremio
        andrey android angel angel123 angels anthony anthony1 apple123 argentina arsenal asdasd asdasd123 asdasdasd asdf1234 asdf;lkj asdfasdf
        asdfghjk asdfghjkl asdfjkl australia autumn autumn2023 autumn2024 autumn2025 azerty azertyui baby1234 babygirl babygirl1 bailey banana
        bananas barcelona baseball baseball1 basketball batman batman123 bayern beautiful benjamin berlin besiktas blessed blessing blink182 bonjour
        brandon1 brasil buddy buddy123 buster butterfly butterfly1 camille canada caroline catherine changeme changeme1 charlie charlie1 charlotte
        cheese chelsea chelsea1 chicken chocolate chocolate1 chouchou christian christina christopher ciao1234 company computer computer1 contrasena
        cookie correcthorse correcthorsebatterystaple corvette cowboy cowboys crystal cska1911 cupcake daisy danielle database december default
        demo1234 demodemo deutschland diamond diamonds dinamo dmitriy doggie dolphin dolphins doudou drafter dragon dragon123 dragonball dropbox
        drowssap eagle eagles ekaterina elephant elizabeth eminem england enterprise espana facebook falcon falcons family fdsafdsa february
        fenerbahce ferrari fishing flower flowers fluffy football football1 forever forever1 forgot123 fortnite forzamilan freedom friday friends
        friendship galatasaray gandalf garfield germany ginger ginger12 giraffe gladiator golden golfer google guest guest123 guestguest hallo
        hallo123 hallohallo hammer hamster happy happy123 haslo123 heaven hobbit hockey horses hunter hunter12 hunting iforgot iloveyou iloveyou1
        iloveyou2 imprimatur inter1908 internet iphone istanbul january jennifer jessica jesus jesus123 jesuschrist jonathan jordan jordan1 jordan23
        junior junior12 juventus juventus1 killer killer12 kitten kittens kochanie kremlin lakers24 letmein letmein1 letmein123 lightning linkedin
        liverpool liverpool1 ljubov lkjhgfdsa login123 loginlogin london loulou lovelove lovely loveyou lubov123 lucky lucky123 lucky777 maggie
        maksim manager manager1 manchester march2024 margaret marina marseille master master12 master123 matrix matrix12 matthew maverick mercedes
        metallica mexico michael michael1 michelle mickey mickey12 microsoft midnight midsummer minecraft minnie misiek mnbvcxz monday monkey
        monkey12 monkey123 moscow moskva motdepasse mustang mustang1 mypassword napoli naruto naruto12 nastya natasha newpassword newsroom newsroom1
        nicholas nicolas nintendo nirvana nopassword november october office office123 oldpassword onepiece orange p@ssw0rd p@ssword pa55word panther
        panthers paris2024 parol123 parola parola123 passpass passphrase passw0rd password password! password1 password12 password123 passwort
        patricia peaches penguin pepper pepper12 phoenix playstation poiuytrewq pokemon pokemon1 polska porsche press123 pressoffice pressoffice1
        presssecretary princess princess1 private privet123 publisher pumpkin puppies purple purple12 pussycat q1w2e3r4 qazwsx qazwsx123 qazwsxedc
        qweasdzxc qweqwe qweqwe123 qweqweqwe qwer1234 qwerty qwerty! qwerty12 qwerty123 qwerty1234 qwertyui qwertyuiop qwertz qwertzui rainbow
        rainbow1 ranger rangers realmadrid redsox rocknroll rockstar rockyou root rootroot russia samantha samara samsung samsung1 sapphire saturday
        schalke04 schatz scooby scooter secret secret12 secret123 security september sergey server service shadow shadow12 shadow123 silver skywalker
        slipknot smile smiley snoopy snowball soccer soccer12 soleil sparky spartak spiderman spring spring2023 spring2024 spring2025 startrek
        starwars steelers stephanie summer summer12 summer2020 summer2021 summer2022 summer2023 summer2024 summer2025 sunday sunshine sunshine1
        superman superman1 superstar support support1 svetlana sweetheart sysadmin system terminator test1234 testing testing1 testing123 testtest
        thepassword thunder thursday tiger123 tigers tigger tinkerbell toor trinity trustno1 trustnoone tuesday ubuntu ukraine unicorn user1234
        username vader valentina veronica victoria vladimir voyager wachtwoord warcraft wednesday welcome welcome1 welcome123 whatever windows
        windows10 winnie winter winter2020 winter2021 winter2022 winter2023 winter2024 winter2025 wolverine xxxxxxxx yankees yellow yourpassword
        zaq123wsx zaq12wsx zaq1zaq1 zaqwsx zenit2008 zxcvbnm zxcvbnm1 zxczxc zxczxczxc
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
